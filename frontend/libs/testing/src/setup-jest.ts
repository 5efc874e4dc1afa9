import { registerLocaleData } from '@angular/common';
import fr from '@angular/common/locales/fr';
import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless/index.mjs';

registerLocaleData(fr, 'fr-FR');
setupZonelessTestEnv();
