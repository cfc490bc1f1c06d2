#!/bin/sh
# A stand-in for RKE2's install script, for its way from a folder (INSTALL_RKE2_ARTIFACT_PATH).
set -e

say() { echo "[INFO]  $*"; }
fail() { echo "[ERROR]  $*" >&2; exit 1; }

[ "$(id -u)" -eq 0 ] || fail "You need to be root to perform this install"
[ -n "$INSTALL_RKE2_ARTIFACT_PATH" ] || fail "this stand-in installs from INSTALL_RKE2_ARTIFACT_PATH only"
case "$(uname -m)" in
  x86_64 | amd64) arch=amd64 ;;
  aarch64 | arm64) arch=arm64 ;;
  *) fail "unsupported architecture" ;;
esac
from=$INSTALL_RKE2_ARTIFACT_PATH
prefix=${INSTALL_RKE2_TAR_PREFIX:-/usr/local}
images=${INSTALL_RKE2_AGENT_IMAGES_DIR:-/var/lib/rancher/rke2/agent/images}

verify() {
  wanted=$(grep " $1\$" "$from/sha256sum-$arch.txt" | awk '{ print $1 }')
  found=$(sha256sum "$from/$1" | awk '{ print $1 }')
  [ "$wanted" = "$found" ] || fail "download sha256 does not match $wanted, got $found"
}

bundle=rke2-images.linux-$arch.tar.zst
if [ -f "$from/$bundle" ]; then
  verify "$bundle"
  mkdir -p "$images"
  cp "$from/$bundle" "$images/"
fi
say "verifying tarball"
verify "rke2.linux-$arch.tar.gz"
say "unpacking tarball file to $prefix"
mkdir -p "$prefix"
tar xzf "$from/rke2.linux-$arch.tar.gz" -C "$prefix"
[ -n "$INSTALL_RKE2_SKIP_RELOAD" ] || systemctl daemon-reload
