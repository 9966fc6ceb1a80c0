import { decideClaim, isReadFresh, type ClaimState, type ClaimView } from './decide-claim';
import { compareEpochs, nextEpoch, nextGeneration, type Epoch } from './epoch';
import type { Millis } from './units';

/** What the person gave for taking an account: nothing, their word (with the password), or the recovery phrase. */
export type Word = 'none' | 'word' | 'phrase';

/** How this device becomes the active one. */
export type ClaimPlan =
  /** It is. */
  | { readonly plan: 'keep' }
  /** The relays are to be read first. */
  | { readonly plan: 'read' }
  /** No quorum can be had. */
  | { readonly plan: 'wait'; readonly since: Millis | null }
  /** A new claim of this epoch is to be made and written. */
  | { readonly plan: 'claim'; readonly epoch: Epoch }
  /** The claim that it made is to be written again: no quorum has it. */
  | { readonly plan: 'write' }
  /** Only with the person's word: another device is active, or the claim would be more than 1 above what was seen. */
  | { readonly plan: 'ask-word'; readonly because: ClaimState }
  /** Only with the recovery phrase: the counter is at its end, and the generation is raised (SEC-27). */
  | { readonly plan: 'ask-phrase' };

/** `seenBefore`: the mark before the read that this plan rests on. */
export interface PlanView extends ClaimView {
  readonly seenBefore: Epoch | null;
}

/** Plans the claim of this device at a connect, a reconnect or a take-back. */
export function planClaim(view: PlanView, word: Word): ClaimPlan {
  const state = decideClaim(view);
  switch (state.state) {
    case 'active':
      return { plan: 'keep' };
    case 'stale':
      return { plan: 'read' };
    case 'away':
      return { plan: 'wait', since: state.since };
    case 'taken-over':
    case 'contested':
    case 'unclaimed':
      if (!isReadFresh(view)) {
        return view.isReadTried ? { plan: 'wait', since: view.readAt } : { plan: 'read' };
      }
      return planNew(view, state, word);
  }
}

function planNew(view: PlanView, state: ClaimState, word: Word): ClaimPlan {
  const { mark, claims } = view.memory;
  const isMade = claims.some(({ id, epoch }) => id === view.own.claimId && compareEpochs(epoch, mark) === 0);
  const hasOthers = claims.some(({ device }) => device.key !== view.own.key);
  const isOwnUnwritten = state.state === 'unclaimed' && isMade;
  // What has counted goes to other relays without a word: it takes nothing from anybody.
  const takesOver = hasOthers && !view.own.wasWritten;
  const next = nextEpoch(mark);
  if (word === 'none' && (isOwnUnwritten ? takesOver : needsWord(view, state, next))) {
    return { plan: 'ask-word', because: state };
  }
  if (isOwnUnwritten) return { plan: 'write' };
  if (next !== null) return { plan: 'claim', epoch: next };
  const raised = word === 'phrase' ? nextGeneration(mark) : null;
  return raised === null ? { plan: 'ask-phrase' } : { plan: 'claim', epoch: raised };
}

function needsWord({ seenBefore }: PlanView, state: ClaimState, next: Epoch | null): boolean {
  if (state.state !== 'unclaimed' || next === null) return true;
  const expected = nextEpoch(seenBefore);
  return expected === null || compareEpochs(next, expected) > 0;
}
