import type { AppError, CallInput, RouteContract } from '@astrago/contracts'
import { ROUTES, toProblem } from '@astrago/contracts'
import { QueryCache, QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Answer, ask } from './api.ts'

const RETRIES = 2

/** The cache of answers; when a session ends, everything that asks who is there learns of it at once. */
export function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => noteProblem(client, error) }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (count, error) => count < RETRIES && toProblem(error).code === 'CONSOLE_UNREACHABLE',
      },
      mutations: { onError: (error) => noteProblem(client, error) },
    },
  })
  return client
}

/** Tells the pages when an answer says that the session is over. */
export function noteProblem(client: QueryClient, error: unknown): void {
  if (toProblem(error).code === 'NOT_LOGGED_IN') void client.invalidateQueries({ queryKey: [ROUTES.session.url] })
}

/** The answer of a route that only reads, kept fresh; `enabled: false` waits; one older than `staleTime` ms is asked for again when it is shown. */
export function useAsk<C extends RouteContract>(
  contract: C,
  input: CallInput<C>,
  options: {
    enabled?: boolean
    staleTime?: number
    refetchInterval?: number | false | ((data: Answer<C> | undefined) => number | false)
  } = {},
) {
  const every = options.refetchInterval
  return useQuery<Answer<C>, AppError>({
    queryKey: [contract.url, input],
    queryFn: () => ask(contract, input),
    ...options,
    refetchInterval: typeof every === 'function' ? (query) => every(query.state.data) : (every ?? false),
  })
}

/** A change; when it is done, the answers of the routes in `refresh` are fetched again. */
export function useChange<C extends RouteContract>(contract: C, refresh: readonly RouteContract[] = []) {
  const client = useQueryClient()
  return useMutation<Answer<C>, AppError, CallInput<C>>({
    mutationFn: (input) => ask(contract, input),
    // What was answered may be a password: it is forgotten as soon as it is not shown.
    gcTime: 0,
    onSuccess: async () => {
      await Promise.all(refresh.map(({ url }) => client.invalidateQueries({ queryKey: [url] })))
    },
  })
}
