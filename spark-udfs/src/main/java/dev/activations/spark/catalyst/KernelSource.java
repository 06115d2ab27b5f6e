package dev.activations.spark.catalyst;

import dev.activations.functions.definition.Kernel;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.catalyst.expressions.CreateArray;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.ObjectType;

/** Where an expression takes its kernel from. */
sealed interface KernelSource extends Serializable {

    /** The kernel as an expression over the arguments of the call. */
    Expression expression(Operation operation, List<Expression> arguments);

    /** All parameters are constants. */
    record Constant(Kernel kernel) implements KernelSource {
        @Override
        public Expression expression(Operation operation, List<Expression> arguments) {
            return new Literal(kernel, new ObjectType(kernel.getClass()));
        }
    }

    /** A parameter is a constant NULL, so there is no kernel and every result is NULL. */
    record None() implements KernelSource {
        @Override
        public Expression expression(Operation operation, List<Expression> arguments) {
            return new Literal(null, new ObjectType(operation.kernelClass()));
        }
    }

    /**
     * A parameter varies from row to row.
     *
     * @param parameters makes the kernel
     * @param positions where among the arguments the varying parameters are, as {@code parameters} wants them
     */
    record PerRow(RowParameters parameters, List<Integer> positions) implements KernelSource {
        @Override
        public Expression expression(Operation operation, List<Expression> arguments) {
            List<Expression> varying = positions.stream().map(arguments::get).toList();
            Literal maker = new Literal(parameters, new ObjectType(RowParameters.class));
            return StaticCall.of(
                    RowParameters.class,
                    operation.kernelClass().getSimpleName().toLowerCase(Locale.ROOT),
                    new ObjectType(operation.kernelClass()),
                    true,
                    List.of(maker, new CreateArray(ScalaLists.seq(varying), false)));
        }
    }
}
