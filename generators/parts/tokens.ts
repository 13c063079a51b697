import { can } from '../../src/generator/index.ts'
import { ownerAbout } from '../views/plan/owners.ts'
import { securityLibraries } from '../views/service/security-libraries.ts'
import { textSetting } from '../views/service/setting.ts'
import { dev, type Part, runtime } from './part.ts'

const DEVELOPMENT_SECRET = 'development-only-development-only-32b'

export const tokens: Part = {
  asked: (service) => can(service, 'jwt'),
  opens: true,
  settings: (service) => [
    {
      name: 'JWT_SECRET',
      annotation: 'SecretStr',
      value: 'Field(min_length=32)',
      example: DEVELOPMENT_SECRET,
      required: true,
    },
    textSetting('JWT_ISSUER', service.name),
    textSetting('JWT_AUDIENCE', service.name),
  ],
  packages: (service) => {
    const { jose, passlib } = securityLibraries(service)
    return [
      ...runtime(jose ? 'python-jose' : 'pyjwt[crypto]'),
      ...(can(service, 'passwords') ? runtime(passlib ? 'passlib' : 'pwdlib[argon2]') : []),
      ...(jose ? dev('types-python-jose') : []),
    ]
  },
  resources: (_, context) =>
    context.has('security')
      ? [
          {
            name: 'tokens',
            annotation: 'TokenCodec',
            imports: [`from ${context.module('security')} import TokenCodec`],
          },
        ]
      : [],
  tests: (service) => [{ ref: { role: 'test-security' }, subject: ownerAbout(service, 'tokens') }],
}
