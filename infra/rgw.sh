#!/usr/bin/env bash
# A real S3 server for tests and benchmarks: Ceph's gateway (RGW) with one monitor and one object store daemon, on
# loopback and random ports. Several may run, each in a folder of its own. It is for tests: it keeps one copy of all.
#
#   rgw.sh start FOLDER [memstore|bluestore]   starts it; prints endpoint and keys as JSON. What lies in the folder is
#                                              used again with bluestore; memstore begins anew, as it kept nothing
#   rgw.sh stop  FOLDER                        ends it; the folder stays
#   rgw.sh wipe  FOLDER                        ends it and deletes the folder
#   rgw.sh serve FOLDER [memstore|bluestore]   as start, then waits until its standard input ends, then wipes:
#                                              nothing outlives the process that holds the other end
#
# Keep FOLDER short: the daemons' sockets lie in it, and a socket's path may have 107 octets (unix(7)).
# Debian: apt-get install --no-install-recommends radosgw ceph-mon ceph-osd curl
set -Eeuo pipefail

readonly ADDRESS=127.0.0.1
readonly READY_TRIES=300
# The daemons keep their ports below the range that the kernel hands out for outgoing connections.
readonly LOWEST_PORT=12000 PORT_SPAN=20000 OSD_PORTS=40

usage() {
  sed -n '5,10s/^# \{0,1\}//p' "$0" >&2
  exit 64
}

ceph_run() { # PROGRAM ARGUMENT...
  "$1" --conf "$FOLDER/ceph.conf" "${@:2}"
}

is_free() { # PORT
  ! (exec 3<>"/dev/tcp/$ADDRESS/$1") 2>/dev/null
}

free_port() {
  local port
  until port=$((LOWEST_PORT + SRANDOM % PORT_SPAN)) && is_free "$port"; do :; done
  echo "$port"
}

random_hex() { # OCTETS
  od -An -N "$1" -tx1 /dev/urandom | tr -d ' \n'
}

# Written once; a later start finds the same ports and keys in the folder.
write_settings() {
  cat >"$FOLDER/settings" <<END
FSID=$(cat /proc/sys/kernel/random/uuid)
MON_PORT=$(free_port)
MON_OLD_PORT=$(free_port)
OSD_PORT=$(free_port)
HTTP_PORT=$(free_port)
ACCESS_KEY=$(random_hex 10)
SECRET_KEY=$(random_hex 20)
END
}

write_config() {
  cat >"$FOLDER/ceph.conf" <<END
[global]
fsid = $FSID
mon_host = [v2:$ADDRESS:$MON_PORT,v1:$ADDRESS:$MON_OLD_PORT]
public_addr = $ADDRESS
cluster_addr = $ADDRESS
ms_bind_port_min = $OSD_PORT
ms_bind_port_max = $((OSD_PORT + OSD_PORTS))
auth_allow_insecure_global_id_reclaim = false
keyring = $FOLDER/keyring
run_dir = $FOLDER/run
admin_socket = $FOLDER/run/\$name.asok
log_file = $FOLDER/log/\$name.log
mon_cluster_log_file = $FOLDER/log/cluster.log

# One copy on one daemon: nothing is repaired, and a new cluster is ready at once.
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 8
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 1000
mon_data_avail_crit = 1
paxos_propose_interval = 0.05

mon_data = $FOLDER/mon
osd_data = $FOLDER/osd
osd_objectstore = $OBJECT_STORE
osd_memory_target = 939524096
memstore_device_bytes = $((6 << 30))
bluestore_block_create = true
bluestore_block_size = $((30 << 30))

[client.rgw.a]
rgw_data = $FOLDER/rgw
rgw_frontends = beast endpoint=$ADDRESS:$HTTP_PORT
# Deleted data makes room soon: without a manager daemon nothing else watches the disk.
rgw_gc_obj_min_wait = 1
rgw_gc_processor_period = 5
rgw_gc_processor_max_time = 5
END
}

add_key() { # NAME CAPABILITY...
  ceph-authtool "$FOLDER/keyring" --gen-key -n "$@" >/dev/null
}

make_monitor() {
  local address="[v2:$ADDRESS:$MON_PORT,v1:$ADDRESS:$MON_OLD_PORT]"
  monmaptool --create --fsid "$FSID" --addv a "$address" "$FOLDER/monmap" >/dev/null
  (umask 077 && : >"$FOLDER/keyring")
  add_key mon. --cap mon 'allow *'
  add_key client.admin --cap mon 'allow *' --cap osd 'allow *'
  add_key client.rgw.a --cap mon 'allow rw' --cap osd 'allow rwx'
  add_key osd.0 --cap mon 'allow profile osd' --cap osd 'allow *'
  ceph_run ceph-mon -i a --mkfs --monmap "$FOLDER/monmap" --keyring "$FOLDER/keyring"
}

make_object_store() {
  local uuid
  uuid=$(cat /proc/sys/kernel/random/uuid)
  ceph_run ceph osd new "$uuid" >/dev/null
  ceph_run ceph-osd -i 0 --mkfs --osd-uuid "$uuid" --no-mon-config
}

make_user() {
  ceph_run radosgw-admin -n client.rgw.a user create --uid=test --display-name=test \
    --access-key="$ACCESS_KEY" --secret-key="$SECRET_KEY" >/dev/null
}

# The daemons go to the background by themselves and write their process ids.
start_daemon() { # PROGRAM NAME ARGUMENT...
  ceph_run "$1" "${@:3}" --pid-file "$FOLDER/run/$2.pid" </dev/null >/dev/null 4>&-
}

wait_until_ready() {
  for ((attempt = 0; attempt < READY_TRIES; attempt++)); do
    curl -fso /dev/null "http://$ADDRESS:$HTTP_PORT/" && return
    sleep 0.1
  done
  echo 'Ceph RGW does not answer.' >&2
  return 1
}

# The daemons talk on standard error also when all is well, so it is shown only if the start fails.
start() {
  mkdir -p -m 700 "$FOLDER"
  exec 4>&2 2>"$FOLDER.start.log"
  trap 'tail -n 20 "$FOLDER.start.log" >&4; rm -f "$FOLDER.start.log"; stop' ERR
  start_all
  exec 2>&4 4>&-
  rm -f "$FOLDER.start.log"
  trap - ERR
}

start_all() {
  local is_new=
  stop
  if [ "$OBJECT_STORE" = memstore ]; then rm -rf -- "$FOLDER"; fi
  mkdir -p -m 700 "$FOLDER"
  if [ ! -f "$FOLDER/settings" ]; then
    is_new=1
    mkdir "$FOLDER"/{mon,osd,run,log,rgw}
    write_settings
  fi
  # shellcheck source=/dev/null
  . "$FOLDER/settings"
  if [ "$is_new" ]; then
    write_config
    make_monitor
  fi
  start_daemon ceph-mon mon -i a
  if [ "$is_new" ]; then make_object_store; fi
  start_daemon ceph-osd osd -i 0
  if [ "$is_new" ]; then make_user; fi
  start_daemon radosgw rgw -n client.rgw.a
  wait_until_ready
  printf '{"endpoint":"http://%s:%s","region":"us-east-1","accessKeyId":"%s","secretAccessKey":"%s"}\n' \
    "$ADDRESS" "$HTTP_PORT" "$ACCESS_KEY" "$SECRET_KEY"
}

stop() {
  local file pid
  for file in "$FOLDER"/run/*.pid; do
    [ -f "$file" ] || continue
    pid=$(<"$file")
    # Nothing in it is worth an orderly end. Only a process that runs with this folder is meant: ids are used again.
    if grep -qsF -- "$FOLDER/" "/proc/$pid/cmdline"; then
      kill -9 "$pid" 2>/dev/null || :
      while grep -qsF -- "$FOLDER/" "/proc/$pid/cmdline"; do sleep 0.02; done
    fi
    rm -f "$file"
  done
}

wipe() {
  stop
  rm -rf -- "$FOLDER"
}

serve() {
  trap wipe EXIT
  trap 'exit 0' TERM INT HUP
  start
  # `read` and not `cat`: a signal ends it.
  while read -r _; do :; done
}

[ $# -ge 2 ] || usage
readonly FOLDER=$2 OBJECT_STORE=${3:-memstore}
case "$FOLDER" in /?*) ;; *) echo 'FOLDER must be an absolute path.' >&2; exit 64 ;; esac
case "$1 $OBJECT_STORE" in
  "start memstore" | "start bluestore") start ;;
  "serve memstore" | "serve bluestore") serve ;;
  "stop memstore") stop ;;
  "wipe memstore") wipe ;;
  *) usage ;;
esac
