package dev.activations.tensors.spark;

import dev.activations.tensors.TensorFileException;
import dev.activations.tensors.arrow.ArrowPart;
import dev.activations.tensors.arrow.ArrowTypes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.ArrowUtils;

/** The schema of a table of Arrow files: the columns of all files, each with one type. */
final class ArrowSchemas {

    private final ArrowOptions options;
    private final Configuration hadoop;

    ArrowSchemas(ArrowOptions options, Configuration hadoop) {
        this.options = options;
        this.hadoop = hadoop;
    }

    /** Columns in the order in which they first come; an error where two files have different types for one. */
    StructType merged(List<FileStatus> listed) throws IOException {
        List<FileStatus> files = HuggingFaceFolder.dataFiles(listed, hadoop);
        Map<String, StructField> columns = new LinkedHashMap<>();
        for (FileStatus file : files) {
            for (StructField column : schema(file).fields()) {
                StructField before = columns.putIfAbsent(column.name(), column);
                if (before != null && !DataType.equalsIgnoreNullability(before.dataType(), column.dataType())) {
                    throw new TensorFileException(
                            HadoopBytes.text(file.getPath()),
                            "column '%s' is %s, and %s in a file before; read them apart",
                            column.name(),
                            column.dataType().simpleString(),
                            before.dataType().simpleString());
                }
            }
        }
        StructType schema = new StructType(columns.values().toArray(StructField[]::new));
        return options.metadata() ? withMetadata(schema, files.get(0)) : schema;
    }

    private static StructType withMetadata(StructType schema, FileStatus file) {
        String name = TensorColumn.METADATA.toString();
        if (List.of(schema.fieldNames()).contains(name)) {
            throw new TensorFileException(
                    HadoopBytes.text(file.getPath()), "column '%s' already exists; leave out option %s", name, name);
        }
        return schema.add(TensorColumn.schema(false).apply(name));
    }

    private StructType schema(FileStatus file) throws IOException {
        try (HadoopBytes bytes = HadoopBytes.open(file.getPath(), file.getLen(), hadoop);
                ArrowPart part = ArrowPart.open(bytes, 0, 0, ArrowUtils.rootAllocator())) {
            return ArrowTypes.of(bytes.path(), part, name -> true);
        }
    }
}
