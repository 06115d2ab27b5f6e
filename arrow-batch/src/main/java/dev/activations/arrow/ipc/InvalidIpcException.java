package dev.activations.arrow.ipc;

import java.io.IOException;

/** What was read is not Arrow IPC, or cut off, or damaged; the message is one sentence that says which and where. */
public final class InvalidIpcException extends IOException {

    private static final long serialVersionUID = 1;

    InvalidIpcException(String message) {
        super(message);
    }

    InvalidIpcException(String message, Throwable cause) {
        super(message, cause);
    }
}
