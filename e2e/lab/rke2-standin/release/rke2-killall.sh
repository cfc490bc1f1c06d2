#!/bin/sh
# A stand-in for RKE2's script of this name.
[ "$(id -u)" -eq 0 ] || { echo "must be run as root" >&2; exit 1; }
systemctl stop rke2-server.service || true
systemctl stop rke2-agent.service || true
