package dev.activations.arrow;

import java.util.function.IntUnaryOperator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ArrowTypeID;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** What all list types have in common: a vector of values behind their rows. */
final class Lists {

    private Lists() {}

    static boolean isList(Field field) {
        ArrowTypeID id = field.getType().getTypeID();
        return id == ArrowTypeID.List
                || id == ArrowTypeID.LargeList
                || id == ArrowTypeID.FixedSizeList
                || id == ArrowTypeID.ListView
                || id == ArrowTypeID.LargeListView;
    }

    /** Whether offsets delimit the rows, each row ending where the next starts. */
    static boolean hasOffsets(Field field) {
        ArrowTypeID id = field.getType().getTypeID();
        return id == ArrowTypeID.List || id == ArrowTypeID.LargeList || id == ArrowTypeID.Map;
    }

    static boolean isView(Field field) {
        ArrowTypeID id = field.getType().getTypeID();
        return id == ArrowTypeID.ListView || id == ArrowTypeID.LargeListView;
    }

    /**
     * A list whose rows get another length: only a FixedSizeList says it.
     *
     * @throws IllegalArgumentException in one sentence: a tensor, whose shape would no longer be true, or a length that
     *     does not change so
     */
    static Field resized(Field list, IntUnaryOperator length) {
        boolean tensor = list.getType() instanceof ArrowType.ExtensionType
                || list.getMetadata().containsKey(ArrowType.ExtensionType.EXTENSION_METADATA_KEY_NAME);
        if (tensor) {
            throw new IllegalArgumentException(
                    "column '%s' is a tensor, whose rows cannot change their length; pass it as a FixedSizeList"
                            .formatted(list.getName()));
        }
        if (list.getType() instanceof ArrowType.FixedSizeList rows) {
            ArrowType type = new ArrowType.FixedSizeList(lengthOf(list, length, rows.getListSize()));
            FieldType fieldType = new FieldType(list.isNullable(), type, list.getDictionary(), list.getMetadata());
            return new Field(list.getName(), fieldType, list.getChildren());
        }
        return list;
    }

    private static int lengthOf(Field list, IntUnaryOperator length, int size) {
        try {
            return length.applyAsInt(size);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("column '%s': %s".formatted(list.getName(), e.getMessage()), e);
        }
    }

    /** The vector of all values of a list vector. */
    static FieldVector values(FieldVector list) {
        return list.getChildrenFromFields().get(0);
    }

    /** The length of every row of a FixedSizeList, also behind an extension type such as a registered tensor. */
    static int fixedSize(Field field) {
        ArrowType type = field.getType();
        ArrowType storage = type instanceof ArrowType.ExtensionType extension ? extension.storageType() : type;
        return ((ArrowType.FixedSizeList) storage).getListSize();
    }

    /** A type as people write it: {@code List<Int(32, true)>}. */
    static String describe(Field field) {
        String type = field.getType().toString();
        return isList(field) ? type + "<" + describe(field.getChildren().get(0)) + ">" : type;
    }
}
