# Sourced by ./run and ./check: installs missing Debian packages and says what it does. Debian 12.
build_packages="g++ cmake ninja-build pkg-config libpoco-dev libpugixml-dev libsqlite3-dev libgumbo-dev libicu-dev libzstd-dev zlib1g-dev libssl-dev libfmt-dev libexpected-dev libcli11-dev rapidjson-dev libkainjow-mustache-dev poppler-utils"
check_packages="libgtest-dev libxml2-utils"

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
die() { printf '\n%s: %s\n' "$(basename "$0")" "$*" >&2; exit 1; }

# install PACKAGE... : only what is missing; asks for sudo only then.
install() {
    missing=""
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
    done
    [ -z "$missing" ] && return 0
    command -v apt-get >/dev/null || die "these Debian packages are needed and there is no apt-get:$missing"
    say "Installing Debian packages:$missing"
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die "run as root, or install sudo; these Debian packages are needed:$missing"
        as_root="sudo"
    fi
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq || die "apt-get update failed"
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing \
        || die "these Debian packages could not be installed:$missing"
}

# build PRESET TARGET... : configures if needed, builds, with progress.
build() {
    preset=$1
    shift
    say "Building ($preset)"
    cmake --preset "$preset" >"build-$preset.log" 2>&1 || { cat "build-$preset.log" >&2; rm -f "build-$preset.log"; die "cmake could not configure the build"; }
    rm -f "build-$preset.log"
    cmake --build --preset "$preset" --parallel "$(nproc)" ${1:+--target "$@"} || die "the build failed"
}
