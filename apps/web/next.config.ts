import type { NextConfig } from 'next'

/** The console is a folder of static files that the server hands out; types are checked by `npm run types`. */
const config: NextConfig = {
  output: 'export',
  trailingSlash: true,
  transpilePackages: ['@astrago/contracts', '@astrago/exchange-form'],
  typescript: { ignoreBuildErrors: true },
  productionBrowserSourceMaps: false,
  poweredByHeader: false,
}

export default config
