const root = process.argv[2]!, seed = Number(process.argv[3]), max = Number(process.argv[4]), preset = process.argv[5] ?? 'default';
const onlyRight = process.argv[6] === 'right';
const { generateScenario, GENERATOR_PRESETS } = await import(root + '/generators/index.ts');
const { quarryOf, showsBug } = await import(root + '/runner/zoo/quarry.ts');
const { isShared } = await import(root + '/runner/zoo/hunt-at-random.ts');
const { PROPERTIES, appliesToCase } = await import(root + '/properties/index.ts');
const ids = 'ANTREA-3468 AZURE-1569 ANTREA-1808 WEAVE-3610 CALICO-5624 OVN-1800 GKE-STALE AZURE-1440 KUBEOVN-5344 CALICO-SYN CALICO-10673 AWS-650 AWS-246 ANTREA-3686 KR-ND AZURE-865 OVN-1665 CALICO-13274 CALICO-TO4 AWS-609B'.split(' ');
const oracles = ['differential', 'history'].flatMap((k) => PROPERTIES.filter((p: any) => p.kind === k));
if (onlyRight) {
  const rights = [...new Map(ids.map((id) => { const q = quarryOf(id); return [q.right.name, q.right]; })).values()].filter((e: any) => e.simulate).slice(0, 40);
  // one right engine a datapath
  const seen = new Set(); const list = rights.filter((e: any) => { const k = String(e.capabilities?.datapath ?? '') + JSON.stringify(e.capabilities?.profile ?? {}); if (seen.has(k)) return false; seen.add(k); return true; });
  console.log('rights', list.map((e: any) => e.name).join());
  let n = 0;
  for (let run = 0; run < max; run++) {
    const s = generateScenario(seed, run, GENERATOR_PRESETS[preset]);
    for (const e of list) for (const p of oracles) {
      if (!p.appliesTo(e) || !appliesToCase(p, run)) continue;
      try { const { violation } = await p.check(s, e); if (violation) { n++; console.log(run, (e as any).name, p.name, violation.summary, violation.fault ?? ''); } }
      catch (x: any) { n++; console.log(run, (e as any).name, p.name, 'THROW', x.message, x.stack?.split('\n')[1]); }
    }
  }
  console.log('violations', n, 'cpu', process.cpuUsage().user / 1e6);
} else {
  const left = new Map(ids.map((id) => [id, quarryOf(id)]));
  const alarms: Record<string, number> = {};
  let run = 0;
  for (; run < max && left.size > 0; run++) {
    const s = generateScenario(seed, run, GENERATOR_PRESETS[preset]);
    for (const [id, q] of left) {
      for (const p of oracles) {
        if (!p.appliesTo(q.wrong) || !appliesToCase(p, run)) continue;
        if (s.steps.length === 0 && p.kind === 'history') continue;
        let v; try { v = (await p.check(s, q.wrong)).violation; } catch (x: any) { console.log(id, 'THROW', run, x.message); continue; }
        if (v === undefined || !showsBug(q, v)) continue;
        if (await isShared(p, s, v, q.right)) { alarms[id] = (alarms[id] ?? 0) + 1; continue; }
        console.log(id, run + 1, p.name); left.delete(id); break;
      }
    }
  }
  console.log('seed', seed, 'cases', run, 'missed', [...left.keys()].join(' '), 'alarms', JSON.stringify(alarms), 'cpu', Math.round(process.cpuUsage().user / 1e6));
}
