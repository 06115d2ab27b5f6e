/**
 * Tests of headers and slices, on files that other programs wrote and on damaged ones. Uses no Spark. Start reading at
 * {@link dev.activations.tensors.file.OtherProgramsFilesTest}.
 */
package dev.activations.tensors.file;
