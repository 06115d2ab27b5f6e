package dev.activations.tensors.arrow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.activations.tensors.TensorFileException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Which Spark type a column of an IPC file has. Half floats become floats, unsigned integers the next wider signed ones,
 * lists of every kind arrays, and dictionary-encoded columns what their dictionaries hold.
 */
public final class ArrowTypes {

    private static final String EXTENSION_METADATA = "ARROW:extension:metadata";
    private static final int UNSIGNED_LONG_DIGITS = 20;

    private final String path;
    private final DictionaryProvider dictionaries;

    private ArrowTypes(String path, DictionaryProvider dictionaries) {
        this.path = path;
        this.dictionaries = dictionaries;
    }

    /**
     * The columns of a file. What the file says of a column becomes the metadata of its field, as texts; the shape of
     * {@code arrow.fixed_shape_tensor} is there as {@code shape}, an array of numbers.
     *
     * @param wanted which columns, by name
     * @throws TensorFileException where one of them is of a type that is not read, or a name comes twice
     */
    public static StructType of(String path, ArrowPart part, Predicate<String> wanted) {
        ArrowTypes types = new ArrowTypes(path, part.dictionaries());
        Set<String> names = new HashSet<>();
        for (Field field : part.schema().getFields()) {
            if (!names.add(field.getName())) {
                throw new TensorFileException(path, "there are two columns '%s'", field.getName());
            }
        }
        return new StructType(part.schema().getFields().stream()
                .filter(field -> wanted.test(field.getName()))
                .map(field -> types.column(field, field.getName()))
                .toArray(StructField[]::new));
    }

    private StructField column(Field field, String column) {
        MetadataBuilder metadata = new MetadataBuilder();
        field.getMetadata().forEach(metadata::putString);
        long[] shape = shape(field.getMetadata().get(EXTENSION_METADATA));
        if (shape.length > 0) {
            metadata.putLongArray("shape", shape);
        }
        return new StructField(field.getName(), type(field, column), true, metadata.build());
    }

    private static long[] shape(String extension) {
        try {
            JsonNode shape = extension == null
                    ? null
                    : new ObjectMapper().readTree(extension).path("shape");
            return shape == null || !shape.isArray()
                    ? new long[0]
                    : StreamSupport.stream(shape.spliterator(), false)
                            .mapToLong(JsonNode::asLong)
                            .toArray();
        } catch (JsonProcessingException e) {
            return new long[0]; // some extensions have metadata that is no JSON
        }
    }

    private DataType type(Field field, String column) {
        if (field.getDictionary() != null) {
            var dictionary = dictionaries.lookup(field.getDictionary().getId());
            if (dictionary == null) {
                throw new TensorFileException(path, "the file is damaged: column '%s' has no dictionary", column);
            }
            return type(dictionary.getVector().getField(), column);
        }
        ArrowType type = field.getType() instanceof ArrowType.ExtensionType extension
                ? extension.storageType()
                : field.getType();
        return switch (type.getTypeID()) {
            case List, LargeList, FixedSizeList, ListView, LargeListView ->
                DataTypes.createArrayType(type(onlyChild(field.getChildren(), column), column), true);
            case Struct ->
                new StructType(field.getChildren().stream()
                        .map(child -> column(child, column))
                        .toArray(StructField[]::new));
            default -> {
                DataType flat = flat(type);
                if (flat == null) {
                    throw new TensorFileException(
                            path,
                            "column '%s' is of Arrow type %s, which is not read; leave it out by giving a schema",
                            column,
                            type);
                }
                yield flat;
            }
        };
    }

    private Field onlyChild(List<Field> children, String column) {
        if (children.size() != 1) {
            throw new TensorFileException(path, "the file is damaged: list column '%s' has no elements", column);
        }
        return children.get(0);
    }

    /** Null for what is not read. */
    private static DataType flat(ArrowType type) {
        return switch (type.getTypeID()) {
            case Null -> DataTypes.NullType;
            case Bool -> DataTypes.BooleanType;
            case Int -> integer((ArrowType.Int) type);
            case FloatingPoint ->
                ((ArrowType.FloatingPoint) type).getPrecision() == FloatingPointPrecision.DOUBLE
                        ? DataTypes.DoubleType
                        : DataTypes.FloatType;
            case Utf8, LargeUtf8, Utf8View -> DataTypes.StringType;
            case Binary, LargeBinary, BinaryView, FixedSizeBinary -> DataTypes.BinaryType;
            case Date -> DataTypes.DateType;
            case Timestamp ->
                ((ArrowType.Timestamp) type).getTimezone() == null
                        ? DataTypes.TimestampNTZType
                        : DataTypes.TimestampType;
            case Decimal -> decimal((ArrowType.Decimal) type);
            default -> null;
        };
    }

    private static DataType integer(ArrowType.Int type) {
        return switch (type.getBitWidth() * (type.getIsSigned() ? 1 : 2)) {
            case 8 -> DataTypes.ByteType;
            case 16 -> DataTypes.ShortType;
            case 32 -> DataTypes.IntegerType;
            case 64 -> DataTypes.LongType;
            case 128 -> DataTypes.createDecimalType(UNSIGNED_LONG_DIGITS, 0);
            default -> null;
        };
    }

    private static DataType decimal(ArrowType.Decimal type) {
        boolean fits = type.getBitWidth() == 128
                && type.getPrecision() >= 1
                && type.getPrecision() <= 38
                && type.getScale() >= 0
                && type.getScale() <= type.getPrecision();
        return fits ? DataTypes.createDecimalType(type.getPrecision(), type.getScale()) : null;
    }
}
