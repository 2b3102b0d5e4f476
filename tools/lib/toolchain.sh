# Finds what the project is built with, or installs it. Sourced by the scripts in tools/.
# shellcheck shell=bash

say() { printf '%s\n' "$*" >&2; }
die() {
  say "$@"
  exit 1
}

# Installs Debian packages, as root or by sudo without a password; else says what to type.
install_packages() {
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null && as_root=(sudo -n)
    [ ${#as_root[@]} -gt 0 ] || die "Missing: $*. Install with:  sudo apt-get install -y $*"
  fi
  command -v apt-get >/dev/null || die "Missing: $*. Install these packages with your system's package manager."
  say "Installing $* ..."
  "${as_root[@]}" apt-get update -qq >&2 || true
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$@" >&2 \
    || die "Could not install: $*. Install them by hand and start again."
}

is_jdk_25() {
  [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25' "$1/release" 2>/dev/null
}

# Prints the home of a JDK 25; installs one where Debian has it.
jdk_home() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*25* "$HOME"/.sdkman/candidates/java/25*; do
    if is_jdk_25 "$home"; then
      printf '%s\n' "$home"
      return
    fi
  done
  if command -v javac >/dev/null; then
    home=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
    if is_jdk_25 "$home"; then
      printf '%s\n' "$home"
      return
    fi
  fi
  [ "${1:-}" = installed ] && die "No JDK 25 found. Install one (Debian: openjdk-25-jdk-headless, or Temurin 25) or set JAVA_HOME."
  install_packages openjdk-25-jdk-headless
  jdk_home installed
}

# Installs a command's package unless the command is there: need COMMAND PACKAGE
need() {
  command -v "$1" >/dev/null || install_packages "$2"
}

# Builds the jars if a source is newer than they are. Uses $top and $JAVA_HOME.
# shellcheck disable=SC2154 # top is set by the script that sources this
build_if_stale() {
  local stamp="$top/appliance/target/built"
  if [ -f "$stamp" ] && [ -z "$(find "$top/pom.xml" "$top/appliance/pom.xml" "$top/appliance/src/main" -newer "$stamp" -print -quit)" ]; then
    return
  fi
  need mvn maven
  say "Building (once; the next start is quick) ..."
  (cd "$top" && mvn -q -B -pl appliance -Dmaven.test.skip=true -Dspotless.check.skip=true package) >&2
  touch "$stamp"
}

# Compiles the tests, benches among them, if a source is newer than they are. Uses $top and $JAVA_HOME.
# shellcheck disable=SC2154
build_tests_if_stale() {
  local stamp="$top/appliance/target/tests-built"
  if [ -f "$stamp" ] && [ -z "$(find "$top/pom.xml" "$top/appliance/pom.xml" "$top/appliance/src" -newer "$stamp" -print -quit)" ]; then
    return
  fi
  need mvn maven
  say "Compiling tests ..."
  (cd "$top" && mvn -q -B -pl appliance -Dspotless.check.skip=true test-compile) >&2
  touch "$stamp"
}

# Prints the class path of the built appliance. Uses $top.
class_path() {
  local jars=("$top"/appliance/target/appliance-*.jar)
  printf '%s:%s\n' "${jars[0]}" "$top/appliance/target/lib/*"
}

# Builds the command line and the appliance if a source is newer than they are. Uses $top and $JAVA_HOME.
# shellcheck disable=SC2154
build_command_line_if_stale() {
  local stamp="$top/tools/cli/target/built"
  local sources=("$top/pom.xml" "$top/appliance/pom.xml" "$top/appliance/src/main" "$top/tools/cli/pom.xml" "$top/tools/cli/src/main")
  if [ -f "$stamp" ] && [ -z "$(find "${sources[@]}" -newer "$stamp" -print -quit)" ]; then
    return
  fi
  need mvn maven
  say "Building (once; the next start is quick) ..."
  (cd "$top" && mvn -q -B -pl appliance,tools/cli -Dmaven.test.skip=true -Dspotless.check.skip=true package) >&2
  touch "$stamp" "$top/appliance/target/built"
}

# Prints the class path of the built command line, without that of the appliance. Uses $top.
command_line_class_path() {
  local jars=("$top"/tools/cli/target/cli-*.jar)
  printf '%s:%s\n' "${jars[0]}" "$top/tools/cli/target/lib/*"
}

# Prints the class path of the tests, their libraries among them; asks Maven for it once. Uses $top and $JAVA_HOME.
test_class_path() {
  local libraries="$top/appliance/target/test-classpath"
  if [ ! -f "$libraries" ] || [ "$top/appliance/pom.xml" -nt "$libraries" ] || [ "$top/pom.xml" -nt "$libraries" ]; then
    (cd "$top" && mvn -q -B -pl appliance dependency:build-classpath -Dmdep.outputFile="$libraries") >&2
  fi
  printf '%s:%s:%s\n' "$top/appliance/target/test-classes" "$top/appliance/target/classes" "$(cat "$libraries")"
}
