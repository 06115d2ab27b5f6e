package dev.activations.jobs.log;

import dev.activations.functions.statistics.UnitLayout;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.LayerKey;
import dev.activations.jobs.model.Units;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Which axis of a shape counts a layer's units: as an option declares, as the log says, or the first. */
final class ChannelAxes {

    private final Units units;
    private final Map<String, OptionalInt> declared = new HashMap<>();

    ChannelAxes(Units units) {
        this.units = units;
    }

    /** How a row of this shape is made of units. */
    UnitLayout layout(LayerKey layer, int[] shape, OptionalInt ofTheLog) {
        OptionalInt declaredAxis = declared.computeIfAbsent(layer.layer(), units::declared);
        int axis = declaredAxis.orElse(ofTheLog.orElse(Units.FIRST_AXIS));
        int counted = axis < 0 ? axis + shape.length : axis;
        if (counted < 0 || counted >= shape.length) {
            throw new InputException(String.format(
                    Locale.ROOT,
                    declaredAxis.isPresent()
                            ? "--channel-axis %d is outside the shape %s of %s; its axes count from 0, or from the end with"
                                    + " -1, and --channel-axis 'LAYERS=AXIS' is for some layers alone"
                            : "unit_axis %d is outside the shape %s of %s; its axes count from 0, or from the end with -1",
                    axis,
                    Arrays.toString(shape),
                    layer));
        }
        UnitLayout channels = UnitLayout.alongAxis(shape, counted);
        return units.elements() ? channels.elementwise() : channels;
    }
}
