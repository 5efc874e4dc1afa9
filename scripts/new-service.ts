import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

// `npm run new-service -- NAME`: makes services/NAME with every room of the house and one act that goes through all of
// them; it passes every check but those of k8s, and `npm start` gives it ports, a database, a bus user and a process.
const root = dirname(import.meta.dirname);
const template = join(import.meta.dirname, 'new-service', 'template');
const longestName = 30;

try {
  make(process.argv[2] ?? '');
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

function make(name: string): void {
  const folder = join(root, 'services', name);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > longestName) {
    throw new Error(
      `Give a name in lower case, words joined by “-”, at most ${longestName} letters: npm run new-service -- statistics`,
    );
  }
  if (existsSync(folder)) throw new Error(`services/${name} exists already.`);
  try {
    for (const file of templateFiles(template)) {
      const target = join(folder, relative(template, file).replace(/\.tmpl$/, ''));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, filled(readFileSync(file, 'utf8'), name));
    }
    // The workspace’s link and its line in the lock file; nothing is downloaded.
    run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline']);
    run(process.execPath, [join(root, 'scripts', 'openapi.ts'), name]);
    run(join(root, 'node_modules', '.bin', 'prettier'), ['--write', '--log-level=warn', folder]);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  console.log(
    [
      `services/${name} is made and passes every check but those of k8s. Next:`,
      `  1. replace the entry by what ${name} owns, and say so in services/${name}/README.md`,
      '  2. declare in proto/catalogue.ts what it says and listens to',
      '  3. to let a site call it, add it to services/gateway/src/proxy/allow-list.ts',
      '  4. draw it in docs/architecture.md, list it in scripts/k8s/topology.ts and deploy/compose.yaml, and run npm run k8s',
    ].join('\n'),
  );
}

function filled(text: string, name: string): string {
  const pascal = name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return text.replaceAll('__name__', name).replaceAll('__Name__', pascal);
}

function templateFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function run(program: string, args: readonly string[]): void {
  execFileSync(program, [...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}
