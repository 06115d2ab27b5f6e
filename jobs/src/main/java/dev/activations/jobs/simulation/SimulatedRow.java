package dev.activations.jobs.simulation;

/**
 * A row of the log, one sample at one layer and step, as Spark's encoder of beans reads it: that one passes arrays of floats on
 * without an object per value. Null is NULL.
 */
public final class SimulatedRow {

    private String run;
    private LayerPlan plan;
    private int depth;
    private long step;
    private long sample;
    private float[] values;

    /** For the encoder. */
    public SimulatedRow() {}

    SimulatedRow(String run, LayerPlan plan, int depth, long step, long sample, float[] values) {
        this.run = run;
        this.plan = plan;
        this.depth = depth;
        this.step = step;
        this.sample = sample;
        this.values = values;
    }

    public String getRun() {
        return run;
    }

    public String getLayer() {
        return plan.name();
    }

    public int getDepth() {
        return depth;
    }

    public String getActivation() {
        return plan.activation();
    }

    /** NULL where none is declared. */
    public String getRole() {
        return plan.role().isEmpty() ? null : plan.role();
    }

    public long getStep() {
        return step;
    }

    public long getSample() {
        return sample;
    }

    /** NULL where every value is a unit. */
    public int[] getShape() {
        return plan.planted().shape().orElse(null);
    }

    /** The inputs of the activation, where they are what is logged. */
    public float[] getPre() {
        return plan.planted().loggedByInput() ? values : null;
    }

    /** The outputs of the activation, where they are what is logged. */
    public float[] getPost() {
        return plan.planted().loggedByInput() ? null : values;
    }
}
