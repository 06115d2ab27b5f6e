/**
 * Damaged, cut and random inputs by the thousand, and what the job makes of each: {@code scripts/test-damage} runs them and
 * docs/reliability.md has the outcomes. Everything is drawn from one seed. Start reading at
 * {@link dev.activations.jobs.damage.DamageRun}.
 */
package dev.activations.jobs.damage;
