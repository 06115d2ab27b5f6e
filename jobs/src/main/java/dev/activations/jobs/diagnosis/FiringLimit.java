package dev.activations.jobs.diagnosis;

import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.model.Settings;

/**
 * Below which firing rate a unit of a layer is as good as dead, and how sure one has to be.
 *
 * @param rate the firing rate, in (0, 1)
 * @param bound what so many samples prove of a firing rate
 */
record FiringLimit(double rate, FiringBound bound) {

    static FiringLimit of(LayerDeclaration layer, int units, Settings settings) {
        return new FiringLimit(
                settings.maxFiringRate(layer.role().orElse(Role.HIDDEN)), FiringBound.forUnits(settings, units));
    }

    /** Whether so many firings in so many samples prove a rate below the limit. */
    boolean provesBelow(long fired, long samples) {
        return bound.of(fired, samples) <= rate;
    }
}
