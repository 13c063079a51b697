import { defineCodes } from '../diagnostics/index.ts'

/** What became of the packages that a plan lists. */
export const CODES = defineCodes({
  'dependency/floor-raised': {
    severity: 'info',
    about: 'plan',
    title: 'a lower bound was raised',
    explanation:
      'The generated code needs a newer version than the plan admits, or the older ones are known to be vulnerable. The lower bound in `pyproject.toml` is the first version that works; the lock chooses.',
  },
  'dependency/pinned-below-floor': {
    severity: 'warning',
    about: 'plan',
    title: 'a version that is held back is older than the generated code needs',
    explanation:
      'The plan holds a package below the version the generated code is written for, with `==` or an upper bound. The bound is kept; the gates tell whether it works. Write `>=` alone where nothing else needs the old version.',
  },
  'dependency/missing-for-feature': {
    severity: 'info',
    about: 'plan',
    title: 'a package was added that the plan does not list',
    explanation:
      'The plan asks for something, such as a database, and does not list the package that provides it. It was added with the lowest version that works. List it in the plan to choose another.',
  },
  'dependency/listed-but-unused': {
    severity: 'info',
    about: 'plan',
    title: 'nothing in the plan uses a listed package',
    explanation:
      'The package stays in `pyproject.toml` and creates no file. Remove the line if it is not needed.',
  },
  'dependency/sqlalchemy-without-asyncio': {
    severity: 'info',
    about: 'plan',
    title: '`sqlalchemy` is written with the extra `asyncio`',
    explanation: 'SQLAlchemy 2.1 without the extra does not install greenlet, which its asyncio part needs.',
  },
  'dependency/outdated-python-jose': {
    severity: 'warning',
    about: 'plan',
    title: '`python-jose` before 3.4 has known vulnerabilities',
    explanation:
      'Versions before 3.4.0 accept forged tokens (CVE-2024-33663, CVE-2024-33664). The lower bound is 3.5, and the algorithm is always named. Behind it, `ecdsa` is open to CVE-2024-23342; `pyjwt[crypto]` has no such part.',
  },
  'dependency/broken-passlib': {
    severity: 'warning',
    about: 'plan',
    title: '`passlib` fails with bcrypt 5 and has no type stubs',
    explanation:
      'The last release is of 2020. With bcrypt 5 every hash raises ValueError, so an older `bcrypt` is added, and mypy is told not to look for its types. `pwdlib[argon2]` is kept up.',
  },
  'dependency/dead-pytest-grpc': {
    severity: 'warning',
    about: 'plan',
    title: '`pytest-grpc` does not support asyncio',
    explanation:
      'Its server cannot run async servicers. It is kept in the group `legacy` and not loaded; the service has a fixture of its own.',
  },
  'dependency/grpcio-tools-at-runtime': {
    severity: 'warning',
    about: 'plan',
    title: '`grpcio-tools` is a run-time dependency',
    explanation:
      'The compiler is needed to build, not to run, and pulls in setuptools. It is kept where the plan lists it and added to the group `proto`.',
  },
  'dependency/two-formatters': {
    severity: 'warning',
    about: 'plan',
    title: 'black and ruff both format',
    explanation: 'Two formatters fight over one file. Black formats, ruff only lints.',
  },
  'dependency/legacy-uv-dev-dependencies': {
    severity: 'info',
    about: 'plan',
    title: '`[tool.uv] dev-dependencies` is deprecated',
    explanation: 'The list is written as `[dependency-groups]`, which every tool reads.',
  },
  'dependency/unmaintained-httpx': {
    severity: 'info',
    about: 'plan',
    title: '`httpx` has had no release since 2024',
    explanation: 'It is kept where the plan lists it. The tests use `httpx2`, which the test client prefers.',
  },
  'dependency/abandoned-grpc-stubs': {
    severity: 'warning',
    about: 'plan',
    title: '`grpc-stubs` is abandoned',
    explanation: '`types-grpcio` is kept up and added; remove `grpc-stubs` from the plan.',
  },
  'dependency/gunicorn-with-grpc': {
    severity: 'warning',
    about: 'plan',
    title: 'gunicorn forks workers around one gRPC port',
    explanation:
      'gunicorn starts several processes, and the gRPC server of each wants the same port; gRPC does not survive a fork either. The package is kept and no configuration is written: drop gunicorn and run one process per container, or split REST and gRPC into two services.',
  },
  'dependency/synchronous-pybreaker': {
    severity: 'warning',
    about: 'plan',
    title: '`pybreaker` cannot guard coroutines',
    explanation:
      'It calls what it guards and does not await it, so a failing coroutine counts as a success. It is kept where the plan lists it; where the plan asks for a circuit breaker, a typed one that awaits is generated.',
  },
  'dependency/slowapi-blocks-on-redis': {
    severity: 'warning',
    about: 'plan',
    title: "slowapi's Redis storage blocks the event loop",
    explanation:
      'slowapi asks Redis with a synchronous client in the middle of an async request, and its extra `redis` wants redis 3. It counts in the memory of each process instead. Without slowapi in the plan the limiter counts in Redis for all replicas.',
  },
  'dependency/redis-conflicts-with-celery': {
    severity: 'error',
    about: 'plan',
    title: 'this redis and this celery cannot be installed together',
    explanation:
      'kombu below 5.7, which celery below 5.7 brings, refuses redis from 6.5 on. Raise celery to 5.7, or write `redis<6.5`.',
  },
  'dependency/testcontainers-redis-extra': {
    severity: 'error',
    about: 'plan',
    title: '`testcontainers[redis]` and this celery cannot be installed together',
    explanation:
      'The extra wants a redis that kombu below 5.7 refuses. Drop the extra, or raise celery to 5.7.',
  },
  'dependency/otel-needs-older-protobuf': {
    severity: 'error',
    about: 'plan',
    title: 'this OpenTelemetry needs `protobuf<7`',
    explanation:
      'OpenTelemetry below 1.43 refuses protobuf 7. Raise OpenTelemetry to 1.43, or write `protobuf<7`.',
  },
  'dependency/otel-caps-sqlalchemy': {
    severity: 'info',
    about: 'plan',
    title: 'OpenTelemetry instruments SQLAlchemy only below 2.1',
    explanation:
      'With SQLAlchemy 2.1 the instrumentation does nothing and only logs it, so `<2.1` is added where the plan asks for tracing. Where the plan itself asks for 2.1 or later, its bound stays.',
  },
  'dependency/modernized': {
    severity: 'info',
    about: 'plan',
    title: 'a package was replaced',
    explanation:
      'With `--modernize` packages that are dead or dangerous give way to those that are kept up, or to what is generated; what only builds moves to a group of its own. The answer is kept for later runs of the service; `--no-modernize` takes it back.',
  },
  'dependency/bound-added': {
    severity: 'info',
    about: 'plan',
    title: 'an upper bound was added for the sake of another package',
    explanation:
      'Another package of the plan does not work with newer versions, and does not always say so: kombu below 5.7 refuses redis from 6.5 on, passlib fails with newer bcrypt. Where the plan admits older versions, an upper bound keeps to them. Replace or raise the other package to be rid of it.',
  },
})
