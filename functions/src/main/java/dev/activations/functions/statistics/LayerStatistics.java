package dev.activations.functions.statistics;

import dev.activations.functions.Activation;
import dev.activations.functions.behaviour.Behaviour;
import dev.activations.functions.behaviour.Firing;
import dev.activations.functions.behaviour.Interval;
import dev.activations.functions.behaviour.Side;
import dev.activations.functions.definition.Identity;
import dev.activations.functions.kernel.ClassProbabilities;
import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Kernel;
import dev.activations.functions.kernel.Rowwise;
import java.io.Serializable;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Everything that the rows of one layer at one step add up to. Rows are added sample by sample; two accumulators of the
 * same layer merge by addition, in any order.
 *
 * <p>Firing, tails and gradient are told from the input where a row has it, otherwise from the output. Values are the
 * outputs, or where a row has none, the function of its inputs.
 */
public final class LayerStatistics implements Serializable {

    private static final long serialVersionUID = 1;

    /** How far outside a function's range an output may lie, relative to max(1, |bound|): bf16 rounds by up to that. */
    private static final double RANGE_TOLERANCE = 4e-3;

    /** How far an output may be from the function of its input, relative to 1 + |a|: half precision and approximations. */
    private static final double MISMATCH_TOLERANCE = 1e-2;

    private static final double[] ZERO = {0};

    private final Kernel kernel;
    private final UnitLayout layout;
    private final double epsilon;
    private final Detail detail;
    private final UnitStatistics units;
    private final GradientStatistics gradients;
    private final SoftmaxStatistics softmax;
    private final ClassVotes votes;
    private final ValueStatistics values;
    private final Moments derivative = new Moments();
    private final InputStatistics inputs = new InputStatistics();
    private long samples;
    private long samplesInPart;
    private boolean valuesInSample;
    private long positionsInSample;
    private long positionsOfSample;
    private long rows;
    private long rowsToldByInput;
    private long missingValues;
    private long maskedValues;
    private long nonFiniteOutputs;
    private long impossibleOutputs;
    private long comparedOutputs;
    private long mismatchedOutputs;

    private transient Behaviour behaviour;
    private transient RowValues computed;
    private transient double[] scratch;

    /**
     * @param activation what the layer's activation is; empty for values of unknown origin
     * @param epsilon what a rectifier's values must exceed to fire; 0 by definition
     */
    public LayerStatistics(Optional<Activation> activation, UnitLayout layout, double epsilon) {
        this(activation, layout, epsilon, Detail.FULL);
    }

    /**
     * What is to be read as a page of the layer.
     *
     * @param pageUnits how many of its units the page has
     */
    public static LayerStatistics page(
            Optional<Activation> activation, UnitLayout layout, double epsilon, int pageUnits) {
        return new LayerStatistics(activation, layout, epsilon, Detail.FULL, pageUnits);
    }

    private LayerStatistics(Optional<Activation> activation, UnitLayout layout, double epsilon, Detail detail) {
        this(activation, layout, epsilon, detail, layout.units());
    }

    private LayerStatistics(
            Optional<Activation> activation, UnitLayout layout, double epsilon, Detail detail, int heldUnits) {
        this.detail = detail;
        this.values = new ValueStatistics(detail);
        this.kernel = activation.map(Activation::kernel).orElse(null);
        this.layout = layout;
        this.epsilon = epsilon;
        this.units =
                detail == Detail.FULL || kernel instanceof Elementwise ? new UnitStatistics(heldUnits, detail) : null;
        this.gradients = new GradientStatistics(detail == Detail.FULL ? heldUnits : 0);
        this.softmax = detail == Detail.FULL && kernel instanceof ClassProbabilities distribution
                ? new SoftmaxStatistics(layout, distribution.logarithmic())
                : null;
        this.votes = detail == Detail.FULL && layout.units() > 1 && (kernel == null || kernel instanceof Identity)
                ? new ClassVotes(layout.units())
                : null;
    }

    /** Statistics in less detail ({@link Detail#SUMMARY}), of rows that have outputs only. */
    public static LayerStatistics summary(Activation activation, UnitLayout layout) {
        return new LayerStatistics(Optional.of(activation), layout, 0, Detail.SUMMARY);
    }

    /** A row without gradients. */
    private static final RowValues NO_GRADIENT = new RowValues();

    /** As {@link #add(RowValues, RowValues, RowValues)}, without gradients. */
    public boolean add(RowValues pre, RowValues post) {
        return add(pre, post, NO_GRADIENT);
    }

    /**
     * Adds one row of the current sample: its inputs, its outputs or both, and its gradients, each as wide as the layout. An
     * element that one of inputs and outputs leaves out is left out of all.
     *
     * @return whether any element is left
     * @throws IllegalArgumentException if the row has neither inputs nor outputs, or one of another width
     */
    public boolean add(RowValues pre, RowValues post, RowValues gradient) {
        checkWidth(pre);
        checkWidth(post);
        checkWidth(gradient);
        prepare();
        if (post.isSparse() && !pre.isPresent() && !gradient.isPresent() && canAddSparse(post)) {
            return addSparse(post);
        }
        pre.writeOut();
        post.writeOut();
        gradient.writeOut();
        makeScratch(layout.width());
        if (pre.isPresent() && post.isPresent()) {
            pre.leaveOutWhere(post);
            post.leaveOutWhere(pre);
        }
        RowValues outputs = outputs(pre, post);
        rows++;
        positionsInSample += (long) layout.outer() * layout.inner();
        missingValues += outputs.missing();
        maskedValues += outputs.masked();
        values.add(outputs);
        boolean some = outputs.length() > outputs.missing() + outputs.masked();
        valuesInSample |= some;
        if (pre.isPresent()) {
            rowsToldByInput++;
        }
        if (units != null) {
            addUnits(pre.isPresent() && kernel instanceof Elementwise ? pre : outputs, outputs, pre.isPresent());
        }
        if (detail == Detail.FULL) {
            addChecks(pre, post, outputs);
            addClasses(outputs);
        }
        if (gradient.isPresent()) {
            gradient.leaveOutWhere(outputs);
            gradients.add(layout, gradient, scratch);
        }
        return some;
    }

    /** Whether a row can be added by its elements: its zeros do the same whichever units they are of. */
    private boolean canAddSparse(RowValues row) {
        boolean oneValuePerUnit = units != null && layout.units() == layout.width() && softmax == null;
        return oneValuePerUnit
                && row.length() - row.some() != 1
                && IntStream.range(0, row.some()).allMatch(i -> Double.isFinite(row.values()[i]))
                && units.isSilentAtZero(outputSide());
    }

    private boolean addSparse(RowValues row) {
        rows++;
        positionsInSample++;
        values.addSparse(row);
        units.addSparse(outputSide(), row);
        makeScratch(Math.max(1, row.some()));
        long zeros = (long) row.length() - row.some();
        if (outputSide().tellsDerivative()) {
            computeDerivatives(row.values(), row.some(), outputSide());
            derivative.add(scratch, row.some());
            computeDerivatives(ZERO, 1, outputSide());
            derivative.add(scratch[0], zeros);
        }
        Interval range = outputRange();
        for (int i = 0; i < row.some(); i++) {
            impossibleOutputs += isImpossible(row.values()[i], range) ? 1 : 0;
        }
        impossibleOutputs += isImpossible(0, range) ? zeros : 0;
        if (votes != null) {
            votes.addSparse(row);
        }
        valuesInSample = true;
        return true;
    }

    private Side outputSide() {
        return behaviour == null ? Side.TELLS_NOTHING : behaviour.byOutput();
    }

    private void addChecks(RowValues pre, RowValues post, RowValues outputs) {
        if (pre.isPresent()) {
            inputs.add(pre);
        }
        if (post.isPresent()) {
            addImpossible(post);
        }
        if (post.isPresent() || softmax != null) {
            nonFiniteOutputs += outputs.length() - outputs.missing() - outputs.masked() - outputs.finite();
        }
        if (pre.isPresent() && post.isPresent() && kernel instanceof Elementwise elementwise) {
            compare(pre, post, elementwise);
        }
    }

    private void addClasses(RowValues outputs) {
        if (softmax != null) {
            softmax.add(outputs);
        }
        if (votes != null) {
            votes.add(layout, outputs);
        }
    }

    private void checkWidth(RowValues row) {
        if (row.isPresent() && row.length() != layout.width()) {
            throw new IllegalArgumentException(
                    "a row of %d values in a layer of %d".formatted(row.length(), layout.width()));
        }
    }

    private void prepare() {
        if (computed == null) {
            computed = new RowValues();
            behaviour = kernel instanceof Elementwise elementwise
                    ? elementwise.behaviour().firingAbove(epsilon)
                    : null;
        }
    }

    private void makeScratch(int length) {
        if (scratch == null || scratch.length < length) {
            scratch = new double[length];
        }
    }

    private RowValues outputs(RowValues pre, RowValues post) {
        if (post.isPresent()) {
            return post;
        }
        if (!pre.isPresent()) {
            throw new IllegalArgumentException("a row needs inputs or outputs");
        }
        if (kernel instanceof Elementwise elementwise) {
            computed.set(pre, elementwise);
            return computed;
        }
        if (kernel instanceof ClassProbabilities distribution) {
            computed.set(pre, distribution, layout.lastAxis());
            return computed;
        }
        return pre;
    }

    private void addUnits(RowValues told, RowValues outputs, boolean byInput) {
        if (behaviour == null) {
            units.add(layout, Side.TELLS_NOTHING, told, outputs);
            return;
        }
        Side side = byInput ? behaviour.byInput() : behaviour.byOutput();
        units.add(layout, side, told, outputs);
        if (detail == Detail.FULL && side.tellsDerivative()) {
            computeDerivatives(told.finiteValues(), told.finite(), side);
            derivative.add(scratch, told.finite());
        }
    }

    /** Puts the gradients at finite values into the scratch: a slice at once where the function itself gives them. */
    private void computeDerivatives(double[] finite, int count, Side side) {
        if (side.tellsDerivativeAs(behaviour.byInput()) && kernel instanceof Elementwise function) {
            function.derivatives(finite, 0, scratch, 0, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            scratch[i] = side.derivative(finite[i]);
        }
    }

    private void addImpossible(RowValues post) {
        Interval range = outputRange();
        boolean any = isImpossible(post.min(), range) || isImpossible(post.max(), range);
        for (int i = 0; any && i < post.finite(); i++) {
            impossibleOutputs += isImpossible(post.finiteValues()[i], range) ? 1 : 0;
        }
    }

    private static boolean isImpossible(double value, Interval range) {
        return value < range.low() - RANGE_TOLERANCE * Math.max(1, Math.abs(range.low()))
                || value > range.high() + RANGE_TOLERANCE * Math.max(1, Math.abs(range.high()));
    }

    /** Counts the outputs that are not what the activation gives for the inputs. */
    private void compare(RowValues pre, RowValues post, Elementwise function) {
        computed.set(pre, function);
        for (int i = 0; i < post.length(); i++) {
            double expected = computed.values()[i];
            double actual = post.values()[i];
            if (Double.isFinite(expected) && Double.isFinite(actual) && !pre.isLeftOut(i) && !post.isLeftOut(i)) {
                comparedOutputs++;
                if (Math.abs(expected - actual) > MISMATCH_TOLERANCE * (1 + Math.abs(actual))) {
                    mismatchedOutputs++;
                }
            }
        }
    }

    private Interval outputRange() {
        return behaviour != null
                ? behaviour.outputRange()
                : kernel instanceof Rowwise rowwise ? rowwise.outputRange() : Interval.ALL;
    }

    /** Says how many positions the current sample has, of which its rows may be a choice. */
    public void chosenFrom(long positions) {
        positionsOfSample = Math.max(positionsOfSample, positions);
    }

    /** Ends the current sample: what its rows did becomes one observation per unit. */
    public void endSample() {
        samples += valuesInSample ? 1 : 0;
        samplesInPart += valuesInSample && positionsInSample < positionsOfSample ? 1 : 0;
        valuesInSample = false;
        positionsInSample = 0;
        positionsOfSample = 0;
        gradients.endSample();
        if (units != null) {
            units.endSample();
        }
    }

    /** Adds what another accumulator of the same layer has seen; neither may be within a sample. */
    public void merge(LayerStatistics other) {
        merge(other, 0);
    }

    /**
     * Adds a page of the same layer: the sums of some of its units, and with the first of them those of the layer. Neither
     * may be within a sample.
     *
     * @param firstUnit the place of the page's first unit in the layer
     */
    public void merge(LayerStatistics page, int firstUnit) {
        if (units != null) {
            units.merge(page.units, firstUnit);
        }
        gradients.merge(page.gradients, firstUnit);
        if (softmax != null && page.softmax != null) {
            softmax.merge(page.softmax);
        }
        if (votes != null && page.votes != null) {
            votes.merge(page.votes);
        }
        values.merge(page.values);
        derivative.merge(page.derivative);
        inputs.merge(page.inputs);
        samples += page.samples;
        samplesInPart += page.samplesInPart;
        rows += page.rows;
        rowsToldByInput += page.rowsToldByInput;
        missingValues += page.missingValues;
        maskedValues += page.maskedValues;
        nonFiniteOutputs += page.nonFiniteOutputs;
        impossibleOutputs += page.impossibleOutputs;
        comparedOutputs += page.comparedOutputs;
        mismatchedOutputs += page.mismatchedOutputs;
    }

    /** Whether these are the sums of all units of the layer, not of a page of them. */
    public boolean holdsWholeLayer() {
        return units == null || units.units() == layout.units();
    }

    /** The sums that belong to the layer as a whole. */
    public void layerColumns(SumColumns columns) {
        rows = columns.count("rows", rows);
        rowsToldByInput = columns.count("rows_with_input", rowsToldByInput);
        samples = columns.count("samples", samples);
        samplesInPart = columns.count("samples_in_part", samplesInPart);
        missingValues = columns.count("missing", missingValues);
        maskedValues = columns.count("masked", maskedValues);
        values.columns(columns);
        derivative.columns(columns, "derivative_");
        inputs.columns(columns);
        nonFiniteOutputs = columns.count("non_finite_outputs", nonFiniteOutputs);
        impossibleOutputs = columns.count("impossible_outputs", impossibleOutputs);
        comparedOutputs = columns.count("compared_outputs", comparedOutputs);
        mismatchedOutputs = columns.count("mismatched_outputs", mismatchedOutputs);
        gradients.columns(columns);
        (softmax == null ? SoftmaxStatistics.none() : softmax).columns(columns);
        ClassVotes classes = softmax != null ? softmax.votes() : votes != null ? votes : new ClassVotes(0);
        classes.columns(columns);
    }

    /** The sums of the units from {@code first} to before {@code end}. */
    public void unitColumns(SumColumns columns, int first, int end) {
        units.columns(columns, first, end);
        gradients.unitColumns(columns, first, end);
    }

    /** About how much memory a layer takes while rows are added. */
    public long bytes() {
        return 1000
                + UnitStatistics.bytes(layout.units(), detail)
                + (gradients.isPresent() ? 16L * layout.units() : 0)
                + values.bytes()
                + (softmax == null ? 0 : 8L * layout.lastAxis())
                + (votes == null ? 0 : 8L * layout.units())
                + 16L * layout.width();
    }

    /** How a row is made of units. */
    public UnitLayout layout() {
        return layout;
    }

    /** What each unit did; empty where the activation is not elementwise. */
    public Optional<UnitStatistics> units() {
        return Optional.ofNullable(units).filter(u -> kernel instanceof Elementwise);
    }

    /** What came out of each unit, whatever the activation; a summary has none. */
    public UnitValues unitValues() {
        return units;
    }

    /** How sure a softmax is; empty for other activations. */
    public Optional<SoftmaxStatistics> softmax() {
        return Optional.ofNullable(softmax);
    }

    /**
     * Which unit is the largest of a row (of a position of it, where it has several): the class that a layer without an
     * activation, or with the identity, decides for. Empty for other activations, and for a single unit.
     */
    public Optional<ClassVotes> votes() {
        return Optional.ofNullable(votes);
    }

    /** The loss gradients that reached the layer, as far as the log has them. */
    public GradientStatistics gradients() {
        return gradients;
    }

    public ValueStatistics values() {
        return values;
    }

    /** Moments of f′ over the finite values that tell it. */
    public Moments derivative() {
        return derivative;
    }

    public InputStatistics inputs() {
        return inputs;
    }

    /** Samples with values. */
    public long samples() {
        return samples;
    }

    /** Those of them of which only a choice of positions was seen: what they were not seen to do, they may have done. */
    public long samplesInPart() {
        return samplesInPart;
    }

    /** Rows with values. */
    public long rows() {
        return rows;
    }

    /** Rows whose firing, tails and gradient were told from inputs; the others' from outputs. */
    public long rowsToldByInput() {
        return rowsToldByInput;
    }

    /** Whether every row's firing, tails and gradient were told from inputs. */
    public boolean allToldByInput() {
        return rowsToldByInput == rows;
    }

    /** Whether these rows tell when a unit fires: by inputs always, by outputs not for every activation. */
    public boolean tellsFiring(Behaviour facts) {
        return facts.byOutput().firing().rule() != Firing.Rule.UNKNOWN || allToldByInput();
    }

    /** NULL elements of rows with values. */
    public long missingValues() {
        return missingValues;
    }

    /** Elements left out by the mask. */
    public long maskedValues() {
        return maskedValues;
    }

    /** NaN and ±Infinity among logged outputs, and among those of a softmax kind that were computed from inputs. */
    public long nonFiniteOutputs() {
        return nonFiniteOutputs;
    }

    /** Logged outputs outside the function's range by more than 0.004 · max(1, |bound|). */
    public long impossibleOutputs() {
        return impossibleOutputs;
    }

    /** Logged outputs that could be compared with the activation of their inputs. */
    public long comparedOutputs() {
        return comparedOutputs;
    }

    /** Those of them that are off by more than 1e−2·(1 + |a|). */
    public long mismatchedOutputs() {
        return mismatchedOutputs;
    }
}
