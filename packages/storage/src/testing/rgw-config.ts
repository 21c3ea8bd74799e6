/** Ports of one instance, all on loopback. */
export interface RgwPorts {
  readonly monV2: number;
  readonly monV1: number;
  readonly http: number;
  /** First of 40 for the object store daemon. */
  readonly osd: number;
}

const MEMSTORE_OCTETS = 6 * 1024 ** 3;
const BLUESTORE_OCTETS = 30 * 1024 ** 3;

/** The configuration of a Ceph cluster of one monitor, one object store and one gateway. For tests, not for data. */
export function rgwConfig(
  folder: string,
  fsid: string,
  ports: RgwPorts,
  objectStore: 'memstore' | 'bluestore',
): string {
  return `[global]
fsid = ${fsid}
mon_host = [v2:127.0.0.1:${ports.monV2},v1:127.0.0.1:${ports.monV1}]
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
ms_bind_port_min = ${ports.osd}
ms_bind_port_max = ${ports.osd + 40}
auth_allow_insecure_global_id_reclaim = false
keyring = ${folder}/keyring
run_dir = ${folder}/run
admin_socket = ${folder}/run/$name.asok
log_file = ${folder}/log/$name.log
mon_cluster_log_file = ${folder}/log/cluster.log
mon_data = ${folder}/mon
osd_data = ${folder}/osd
osd_objectstore = ${objectStore}
bluestore_block_size = ${BLUESTORE_OCTETS}
bluestore_block_create = true
memstore_device_bytes = ${MEMSTORE_OCTETS}
osd_memory_target = 939524096
osd_crush_chooseleaf_type = 0
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 8
osd_pool_default_pg_autoscale_mode = off
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 1000
mon_data_avail_crit = 1
paxos_propose_interval = 0.05
[client.rgw.a]
rgw_data = ${folder}/rgw
rgw_frontends = beast endpoint=127.0.0.1:${ports.http}
rgw_gc_obj_min_wait = 1
rgw_gc_processor_period = 5
rgw_gc_processor_max_time = 5
`;
}
