# Sourced by ./run and ./check: installs missing Debian packages and says what it does. Debian 12.
build_packages="g++ cmake ninja-build pkg-config libpoco-dev libpugixml-dev libsqlite3-dev libgumbo-dev libicu-dev libzstd-dev zlib1g-dev libssl-dev libfmt-dev libical-dev libexpected-dev libcli11-dev rapidjson-dev libkainjow-mustache-dev libarchive-dev poppler-utils"
check_packages="libgtest-dev libxml2-utils chromium openssl exim4-daemon-light"

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

# node_tests : the npm packages of tests/browser and tests/delivery, as their lock files say, when they are not there yet.
node_tests() {
    command -v node >/dev/null && command -v npm >/dev/null || install nodejs npm
    major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
    [ "$major" -ge 18 ] || die "the browser tests need Node 18 or later, and $(node --version) is installed"
    for folder in browser delivery; do
        cmp -s "tests/$folder/package-lock.json" "tests/$folder/node_modules/.installed" && continue
        say "Installing the npm packages of tests/$folder"
        (cd "tests/$folder" && npm ci --ignore-scripts --no-fund --no-audit --loglevel=error) || die "npm could not install the packages of tests/$folder"
        cp "tests/$folder/package-lock.json" "tests/$folder/node_modules/.installed"
    done
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
