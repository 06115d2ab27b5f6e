/**
 * Functions over Arrow IPC: record batches are read from a stream or file, projected and written, one by one.
 * Uses {@link dev.activations.arrow} and Arrow's readers and writers.
 * Start reading at {@link dev.activations.arrow.ipc.IpcFilter}.
 */
package dev.activations.arrow.ipc;
