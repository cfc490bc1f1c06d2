#!/bin/sh
# A stand-in for RKE2's script of this name: it takes away what that takes away, and leaves what that leaves.
set -e
[ "$(id -u)" -eq 0 ] || { echo "must be run as root" >&2; exit 1; }
data=${RKE2_DATA_DIR:-/var/lib/rancher/rke2}
here=$(cd "$(dirname "$0")" && pwd)
"$here/rke2-killall.sh"
systemctl disable rke2-server || true
systemctl disable rke2-agent || true
systemctl reset-failed rke2-server || true
systemctl reset-failed rke2-agent || true
rm -f "$here/../lib/systemd/system/rke2-server.service" "$here/../lib/systemd/system/rke2-agent.service"
systemctl daemon-reload
rm -rf "$here/rke2" "$here/rke2-killall.sh" "$here/../share/rke2"
rm -rf /etc/rancher/rke2 /etc/rancher/node /var/lib/kubelet "$data"
rmdir /etc/rancher /var/lib/rancher 2>/dev/null || true
rm -f "$here/rke2-uninstall.sh"
