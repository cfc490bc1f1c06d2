import { l } from '../text.ts'
import { PACKAGES } from '../thresholds/packages.ts'
import { words } from './helpers.ts'

const { ubuntu, debian, rhel } = PACKAGES.moreModules

/** How a stock kernel gets the modules that a small one lacks. */
export const MORE_MODULES = {
  debian: l(
    `Ubuntu는 apt-get install -y ${words(ubuntu)}를 실행하십시오. Debian은 cloud가 아닌 ${words(debian)}를 설치하고 재시작하십시오.`,
    `Ubuntu: apt-get install -y ${words(ubuntu)}. Debian: install ${words(debian)}, not the cloud kernel, and reboot.`,
  ),
  rhel: l(`실행: dnf install -y ${words(rhel)}`, `Run: dnf install -y ${words(rhel)}`),
  other: l('배포판의 커널 모듈 패키지를 설치하십시오.', "Install the distribution's package with more kernel modules."),
}
