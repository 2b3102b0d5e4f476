# A clean Debian trixie that runs systemd, in a container of its own (systemd-nspawn). Sourced by scripts in tools/.
# shellcheck shell=bash
# shellcheck disable=SC2154 # top is set by the script that sources this

# Whether this machine can run one; prints what it lacks.
container_possible() {
  if [ "$(uname -s)" != Linux ] || ! command -v apt-get >/dev/null; then
    echo "it is no Debian"
  elif [ "$(id -u)" -ne 0 ]; then
    echo "it takes root: sudo tools/deb-test"
  elif ! grep -qw cgroup2 /proc/filesystems; then
    echo "the kernel has no cgroup2"
  elif ! unshare --mount --propagation private true 2>/dev/null; then
    echo "mount namespaces are not permitted"
  else
    return 0
  fi
  return 1
}

# Makes a clean root in a folder, from one kept for a week: make_root FOLDER
make_root() {
  local kept="$top/target/trixie" key=/usr/share/keyrings/debian-archive-keyring.gpg
  need mmdebstrap mmdebstrap
  need systemd-nspawn systemd-container
  [ -f "$key" ] || install_packages debian-archive-keyring
  if [ -z "$(find "$kept/made" -mtime -7 2>/dev/null)" ]; then
    say "Making a Debian trixie (about a minute, kept in target/trixie) ..."
    rm -rf "$kept"
    mkdir -p "$kept"
    mmdebstrap --quiet --variant=minbase --include=systemd,systemd-sysv,udev,dbus,kmod,libstdc++6 \
      --aptopt='Acquire::Languages "none"' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
      --dpkgopt='force-unsafe-io' trixie "$kept/root" \
      "deb [signed-by=$key] http://deb.debian.org/debian trixie main" \
      "deb [signed-by=$key] http://deb.debian.org/debian-security trixie-security main" >&2 \
      || die "The Debian trixie could not be made: is this machine connected? (deb.debian.org)"
    # Empty: a number of its own at each start, and no questions as at a first one.
    : >"$kept/root/etc/machine-id"
    touch "$kept/made"
  fi
  rm -rf "$1"
  cp -a "$kept/root" "$1"
}

container_pid=""
leader=""
container_group=""

# Starts systemd in a root, with a network of its own that knows only itself: boot_root FOLDER LOG
boot_root() {
  local prepare="exec"
  if [ "$(stat -f -c %T /sys/fs/cgroup)" != cgroup2fs ]; then
    # Systemd 257 takes no older cgroups; a mount namespace of its own gets a view that has none.
    # shellcheck disable=SC2016 # for the inner shell
    prepare='umount -l /sys/fs/cgroup; mount -t cgroup2 cgroup2 /sys/fs/cgroup; mkdir -p "/sys/fs/cgroup/$1"; echo $$ >"/sys/fs/cgroup/$1/cgroup.procs"; exec'
    container_group="plotty-test-$$"
  fi
  # shellcheck disable=SC2016 # for the inner shell
  unshare --mount --propagation private bash -c "$prepare"' systemd-nspawn --quiet --boot --directory "$2" --machine "$1" \
    --register=no --keep-unit --console=pipe --private-network --link-journal=no' - "plotty-test-$$" "$1" </dev/null >"$2" 2>&1 &
  container_pid=$!
  within 60 container_up || die "The container does not start: $(tail -n 20 "$2")"
}

container_up() {
  local child
  kill -0 "$container_pid" || return 1
  # The bash became systemd-nspawn, whose only child is the container's first process.
  child=$(pgrep -o -P "$container_pid") || return 1
  [ "$(cat "/proc/$child/comm")" = systemd ] || return 1
  leader=$child
  [[ $(inside systemctl is-system-running 2>/dev/null) =~ ^(running|degraded)$ ]]
}

# Runs a command in the container: inside COMMAND...
inside() {
  nsenter --target "$leader" --all -- env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive "$@"
}

# Asks the service as a client on the same machine would: ask PATH [curl's options]
ask() {
  local path=$1
  shift
  nsenter --target "$leader" --net -- curl -sSk --max-time 10 "$@" "http://127.0.0.1$path"
}

stop_root() {
  [ -n "$container_pid" ] || return 0
  if kill -0 "$container_pid" 2>/dev/null; then
    [ -z "$leader" ] || inside systemctl --force poweroff >/dev/null 2>&1 || true
    within 20 gone "$container_pid" || kill -KILL ${leader:+"$leader"} "$container_pid" 2>/dev/null || true
  fi
  wait "$container_pid" 2>/dev/null || true
  container_pid=""
  if [ -n "$container_group" ]; then
    # shellcheck disable=SC2016 # for the inner shell
    unshare --mount --propagation private bash -c 'umount -l /sys/fs/cgroup; mount -t cgroup2 cgroup2 /sys/fs/cgroup
      for i in 1 2 3 4 5 6 7 8 9 10; do find "/sys/fs/cgroup/$1" -depth -type d -exec rmdir {} + 2>/dev/null; [ -d "/sys/fs/cgroup/$1" ] || break; sleep 0.3; done' \
      - "$container_group" || true
  fi
}

gone() { ! kill -0 "$1" 2>/dev/null; }

# Waits up to so many seconds until a command succeeds: within SECONDS COMMAND...
within() {
  local end=$((SECONDS + $1))
  shift
  until "$@" 2>/dev/null; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.2
  done
}
