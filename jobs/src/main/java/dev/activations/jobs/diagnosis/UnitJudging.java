package dev.activations.jobs.diagnosis;

import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.jobs.model.LayerDeclaration;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.state.StepState;

/** Judges the units of a layer and follows them over its steps, from the last to the first; makes no figures. */
public final class UnitJudging {

    private final LayerDeclaration layer;
    private final Settings settings;
    private final UnitsOverTime overTime = new UnitsOverTime();
    private boolean begun;
    private boolean tellsFiring;

    public UnitJudging(LayerDeclaration layer, Settings settings) {
        this.layer = layer;
        this.settings = settings;
    }

    /** Adds a step; later steps come first. */
    public void add(long step, StepState state) {
        state.statistics().ifPresent(statistics -> add(step, statistics, state.samples()));
    }

    private void add(long step, LayerStatistics statistics, long samples) {
        if (!begun) {
            begun = true;
            tellsFiring = layer.behaviour()
                    .filter(Behaviour::canDie)
                    .filter(statistics::tellsFiring)
                    .isPresent();
        }
        UnitVerdict[] verdicts = UnitJudge.of(statistics, samples, layer, settings);
        statistics.units().ifPresent(units -> overTime.add(step, units, verdicts));
    }

    /** Whether the last step tells when a unit fires. */
    public boolean tellsFiring() {
        return tellsFiring;
    }

    public UnitsOverTime overTime() {
        return overTime;
    }
}
