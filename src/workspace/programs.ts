/**
 * Tells modules that build a program from libraries, whose importers decide how timers behave.
 */
import type { GoModule, ModuleTable } from './modules.ts';
import type { NoticeList } from './notices.ts';
import type { GoPackage, PackageTable } from './package-table.ts';
import { toolchainDecidesTimers } from './versions.ts';
import { walkGoDirectories } from './walk.ts';

/**
 * The modules of the loaded packages that hold a package main. Looks beyond the loaded packages, so that the answer
 * does not depend on the patterns, but only where it matters.
 */
export async function modulesWithPrograms(
  packages: PackageTable,
  modules: ModuleTable,
  notices: NoticeList,
): Promise<ReadonlySet<GoModule>> {
  const programs = new Set<GoModule>();
  const loaded = packages.all();
  for (const module of new Set(loaded.map(of => of.module))) {
    const main = module.inWork ? modules.work?.file : module.file;
    if (main === undefined || !toolchainDecidesTimers(main)) continue;
    const inModule = loaded.filter(of => of.module === module);
    if (inModule.some(isProgram) || (await hasProgram(module, packages, notices))) programs.add(module);
  }
  return programs;
}

async function hasProgram(module: GoModule, packages: PackageTable, notices: NoticeList): Promise<boolean> {
  const { dirs } = await walkGoDirectories(module.root.dir, false, notices);
  return dirs.some(dir => isProgram(packages.read(dir, false)));
}

function isProgram({ files }: GoPackage): boolean {
  return files.some(file => file.packageName === 'main' && !file.isTest);
}
