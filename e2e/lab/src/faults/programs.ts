import type { Fault } from './fault.ts'

/** Files that say in which language a login, a shell and sshd itself speak. */
const LOCALE_FILES = '/etc/environment /etc/default/locale /home/ops/.bashrc /home/admin/.bashrc'
const SSHD = '/etc/systemd/system/ssh.service.d/lab-locale.conf'
const RESTART = 'systemctl daemon-reload; systemctl reset-failed ssh; systemctl restart ssh'

/** First in the path of every login and of sudo. */
const BUSYBOX = '/usr/local/bin'
/** What stands in for the machine's own on a host of the lab. */
const STAND_INS = 'dmesg|modprobe|swapon|swapoff'
const EACH_APPLET = `for name in $(busybox --list | grep -vxE '${STAND_INS}')`

/** Programs that are others, or speak otherwise, than those of a fresh Debian. */
export const PROGRAM_FAULTS: readonly Fault[] = [
  {
    name: 'tools-missing',
    description: 'The programs `tools`, separated by blanks, are not installed. Without bash, logins get sh.',
    params: { tools: 'python3' },
    on: ({ enter, params }) =>
      enter(`for user in root ops admin; do usermod --shell /bin/sh $user; done
        for tool in ${params.tools}; do mv /usr/bin/$tool /usr/bin/$tool.lab-hidden; done`),
    off: ({ enter }) =>
      enter(`for file in /usr/bin/*.lab-hidden; do [ ! -e "$file" ] || mv "$file" "\${file%.lab-hidden}"; done
        for user in root ops admin; do usermod --shell /bin/bash $user; done`),
  },
  {
    name: 'busybox-tools',
    description: 'The programs of busybox stand before those of Debian.',
    params: {},
    on: ({ enter }) => enter(`${EACH_APPLET}; do ln -sf /usr/bin/busybox ${BUSYBOX}/$name; done`),
    off: ({ enter }) => enter(`${EACH_APPLET}; do rm -f ${BUSYBOX}/$name; done`),
  },
  {
    name: 'other-locale',
    description: 'Logins, shells and sshd speak as `locale` says.',
    params: { locale: 'ko_KR.UTF-8' },
    on: ({ enter, params: { locale } }) =>
      enter(`for file in ${LOCALE_FILES}; do
          [ ! -e $file ] || cp -p $file $file.lab-locale
          touch $file
          for name in LANG LC_ALL LANGUAGE; do sed -i "1i export $name=${locale}" $file; done
        done
        sed -i 's/^export //' /etc/environment /etc/default/locale
        printf '[Service]\\nEnvironment=LANG=${locale} LC_ALL=${locale} LANGUAGE=${locale}\\n' >${SSHD}; ${RESTART}`),
    off: ({ enter }) =>
      enter(`[ -f ${SSHD} ] || exit 0
        for file in ${LOCALE_FILES}; do rm -f $file; [ ! -e $file.lab-locale ] || mv $file.lab-locale $file; done
        rm ${SSHD}; ${RESTART}`),
  },
]
