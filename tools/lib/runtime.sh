# Links the Java runtime that the package and the image bring with them. Sourced by scripts in tools/ and image/.
# shellcheck shell=bash
# shellcheck disable=SC2154 # top is set by the script that sources this

# Debian's own JDK, from trixie and its security updates: one line per architecture, with version and SHA-256.
runtime_pins="$top/tools/lib/runtime.pins"
runtime_cache="$top/target/runtime"

# What the class files need, as jdeps says (java.base, java.sql, java.management, java.naming, java.logging), and what is
# called by name only: jdk.unsupported holds sun.misc.Signal. keytool and the cryptography are in java.base.
runtime_modules="java.base,java.logging,java.management,java.naming,java.sql,jdk.unsupported"
# The same with those that these require: what has to be taken out of the JDK's package.
runtime_jmods=(java.base java.logging java.management java.naming java.security.sasl java.sql java.transaction.xa java.xml jdk.unsupported)

# Runs a package client on sources of its own: this machine's release and settings do not matter.
own_apt() {
  local client=$1 root="$runtime_cache/apt"
  shift
  "$client" -o Dir="$root" -o Dir::State="$root/state" -o Dir::State::status="$root/status" -o Dir::Cache="$root/cache" \
    -o Dir::Etc="$root/etc" -o APT::Architecture=amd64 -o APT::Architectures::=amd64 -o APT::Architectures::=arm64 \
    -o APT::Sandbox::User=root -o Acquire::Languages=none -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false \
    -o Acquire::Retries=3 -qq "$@"
}

open_own_apt() {
  local root="$runtime_cache/apt" key=/usr/share/keyrings/debian-archive-keyring.gpg
  [ -n "${own_apt_open:-}" ] && return
  command -v apt-get >/dev/null || die "Missing: apt-get. The runtime is linked from Debian's packages; build on Debian, Ubuntu or Raspberry Pi OS."
  [ -f "$key" ] || install_packages debian-archive-keyring
  mkdir -p "$root"/etc/{sources.list.d,apt.conf.d,preferences.d} "$root/state/lists/partial" "$root/cache/archives/partial"
  : >"$root/status"
  printf 'deb [signed-by=%s] http://deb.debian.org/%s main\n' "$key" 'debian trixie' "$key" 'debian-security trixie-security' \
    >"$root/etc/sources.list"
  say "Asking Debian which JDK it has ..."
  own_apt apt-get update >&2 || die "Debian's package lists cannot be read: is this machine connected? (deb.debian.org)"
  own_apt_open=yes
}

# Prints the folder that holds the modules of Debian's JDK: jmods_of ARCH pinned|newest
jmods_of() {
  local arch=$1 which=$2 package=openjdk-25-jdk-headless version sum had folder file wanted
  read -r _ version sum < <(grep "^$arch " "$runtime_pins")
  folder="$runtime_cache/$arch-$version"
  if [ -f "$folder/complete" ]; then
    printf '%s\n' "$folder"
    return
  fi
  open_own_apt
  had=$(own_apt apt-cache madison "$package:$arch" | awk '{ print $3 }')
  if ! grep -qxF "$version" <<<"$had"; then
    had=$(head -n 1 <<<"$had")
    [ -n "$had" ] || die "Debian trixie has no $package for $arch."
    [ "$which" = newest ] || die "Debian has no $package $version for $arch any more, but $had." \
      $'\n'"Look whether it should be taken, and change $runtime_pins; or build with --jdk newest."
    version=$had
    sum=$(own_apt apt-cache show "$package:$arch=$version" | sed -n 's/^SHA256: //p')
    folder="$runtime_cache/$arch-$version"
    say "Not the pinned JDK, but Debian's newest: $arch $version $sum"
  fi
  say "Fetching $package $version for $arch (about 330 MB, kept in target/runtime) ..."
  mkdir -p "$folder"
  (cd "$folder" && own_apt apt-get download "$package:$arch=$version" >&2) || die "The download of $package for $arch failed."
  file=$(find "$folder" -name "$package*.deb")
  sha256sum --status --check <<<"$sum  $file" || die "$file is not what $runtime_pins says: its SHA-256 is $(sha256sum <"$file")"
  say "Taking its modules out ..."
  mapfile -t wanted < <(printf './usr/lib/jvm/*/jmods/%s.jmod\n' "${runtime_jmods[@]}")
  dpkg-deb --fsys-tarfile "$file" | tar -x -C "$folder" --strip-components=6 --wildcards "${wanted[@]}"
  touch "$folder/complete"
  rm -f "$file"
  printf '%s\n' "$folder"
}

# Puts a runtime for an architecture into a folder: link_runtime ARCH pinned|newest FOLDER. A JDK 25 of any build and any machine
# can link it. What is made is the same each time, but class-data archives: those are made where it will run.
link_runtime() {
  local arch=$1 jmods linked
  jmods=$(jmods_of "$arch" "$2")
  linked="$jmods/linked-$(sha256sum "${BASH_SOURCE[0]}" | cut -c 1-12)"
  if [ ! -d "$linked" ]; then
    say "Linking the runtime for $arch: $(basename "$jmods") ..."
    rm -rf "$linked.new"
    "$JAVA_HOME/bin/jlink" --module-path "$jmods" --add-modules "$runtime_modules" --output "$linked.new" \
      --strip-java-debug-attributes --exclude-files='glob:**.debuginfo' --no-header-files --no-man-pages --compress zip-6
    # Nobody uses it, and it would be one more door.
    rm -f "$linked.new/bin/jwebserver"
    mv "$linked.new" "$linked"
  fi
  rm -rf "$3"
  cp -r "$linked" "$3"
}
