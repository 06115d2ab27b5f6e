package dev.activations.jobs.log.source;

import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Which types of Spark's the columns of a Parquet file with half floats are read as: numbers, text and lists of them. */
final class ParquetTypes {

    private ParquetTypes() {}

    /** The columns of a file, but for those of types that no log has. */
    static StructType schema(GroupType file) {
        StructType schema = new StructType();
        for (Type field : file.getFields()) {
            Optional<DataType> type = of(field);
            if (type.isPresent()) {
                schema = schema.add(field.getName(), type.get());
            }
        }
        return schema;
    }

    /** The type of a column or of a list's elements; empty for one that no log has. */
    static Optional<DataType> of(Type type) {
        if (isList(type)) {
            return of(element(type.asGroupType())).map(DataTypes::createArrayType);
        }
        return type.isPrimitive() && !type.isRepetition(Type.Repetition.REPEATED)
                ? ofPrimitive(type)
                : Optional.empty();
    }

    private static Optional<DataType> ofPrimitive(Type type) {
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
            case FLOAT -> Optional.of(DataTypes.FloatType);
            case DOUBLE -> Optional.of(DataTypes.DoubleType);
            case INT32, INT64 -> Optional.of(DataTypes.LongType);
            case BOOLEAN -> Optional.of(DataTypes.BooleanType);
            case BINARY ->
                annotation instanceof StringLogicalTypeAnnotation
                        ? Optional.of(DataTypes.StringType)
                        : Optional.empty();
            case FIXED_LEN_BYTE_ARRAY ->
                annotation instanceof Float16LogicalTypeAnnotation
                        ? Optional.of(DataTypes.FloatType)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Whether a group is a list of three levels: the list, a repeated group, and the element in it. */
    static boolean isList(Type type) {
        return !type.isPrimitive()
                && type.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
                && type.asGroupType().getFieldCount() == 1
                && !type.asGroupType().getType(0).isPrimitive()
                && type.asGroupType().getType(0).asGroupType().getFieldCount() == 1;
    }

    static Type element(GroupType list) {
        return list.getType(0).asGroupType().getType(0);
    }
}
