/** The settings of a service, as the class and as `.env.example`. */
import type { Service } from '../../../src/generator/index.ts'
import { partsOf } from '../../parts/index.ts'
import { once } from '../once.ts'
import type { SettingView } from './setting.ts'

export function settingsOf(service: Service): readonly SettingView[] {
  return once(service, collectSettings)
}

function collectSettings(service: Service): readonly SettingView[] {
  return partsOf(service).flatMap((part) => part.settings?.(service) ?? [])
}
