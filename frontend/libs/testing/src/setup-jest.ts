// The compiler comes first: libraries are compiled in the test process, and their modules ask for it as they load.
import '@angular/compiler';
import { registerLocaleData } from '@angular/common';
import fr from '@angular/common/locales/fr';
import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless/index.mjs';

registerLocaleData(fr, 'fr-FR');
setupZonelessTestEnv();
