/**
 * How many keys each model has, from the platform's device list (docs/reference/related-resources/device-list, July 2026).
 * Which code a key sends is not documented; every code can be sent to every model.
 */
const MODELS: Record<number, string> = {
  5: 'balance_3 balance_ultra',
  4: `cheetah_2_ultra cheetah_2_pro active_3_premium trex_ultra_2 trex_3_pro_44 trex_3_pro_48 trex_3 trex_ultra falcon
    active_edge trex_2`,
  3: 'cheetah_square',
  2: 'bip_max active_max active_2_square balance_2 balance_2_xt bip_6 active_2_round balance gtr_4 gtr_4_le cheetah_pro cheetah_round',
  1: 'active gts_4 bip_5_unity bip_5 gtr_mini',
};

/** The model's keys; undefined where the list does not say. */
export function keyCount(code: string): number | undefined {
  const found = Object.entries(MODELS).find(([, codes]) => codes.split(/\s+/).includes(code));
  return found === undefined ? undefined : Number(found[0]);
}
