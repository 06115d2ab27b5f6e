package dev.activations.jobs.diagnosis;

import dev.activations.jobs.model.LayerDeclaration;
import java.io.Serializable;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What one layer of a log came to.
 *
 * @param layer what the log declares it to be
 * @param rows its rows
 * @param missingRows those with neither inputs nor outputs
 * @param diagnosis one, or none where no row has values
 */
public record DiagnosedLayer(LayerDeclaration layer, long rows, long missingRows, List<LayerDiagnosis> diagnosis)
        implements Serializable {

    /** The same with each step as a function changes it. */
    public DiagnosedLayer withEachStep(UnaryOperator<StepDiagnosis> change) {
        return new DiagnosedLayer(
                layer,
                rows,
                missingRows,
                diagnosis.stream()
                        .map(found -> found.withSteps(
                                found.steps().stream().map(change).toList()))
                        .toList());
    }

    /** The same at another depth: of a log without depths they are known only when all layers are. */
    public DiagnosedLayer atDepth(int depth) {
        LayerDeclaration deep = layer.atDepth(depth);
        return new DiagnosedLayer(
                deep,
                rows,
                missingRows,
                diagnosis.stream().map(found -> found.withLayer(deep)).toList());
    }
}
