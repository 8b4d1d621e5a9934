package dev.intarsia.replay.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intarsia.evaluation.result.Prediction;
import dev.intarsia.evaluation.result.PredictionLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Predictions, one JSON object a line, in the order in which they are given. */
final class PredictionFile implements AutoCloseable {
    private final FileChannel channel;

    /**
     * Opens a file, made where there is none.
     *
     * @param length what is behind this is cut off
     */
    PredictionFile(Path file, long length) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            alone(file);
            if (channel.size() < length) {
                throw new IOException(
                        file + " is shorter than when the run was interrupted; remove the folder and start afresh.");
            }
            channel.truncate(length).position(length);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Nobody else writes until this is closed, or its process ends in whatever way. */
    private void alone(Path file) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new IOException("Another replay is writing " + file + "; wait for its end, or name another folder.");
        }
    }

    void append(List<Prediction> predictions) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Prediction prediction : predictions) {
            lines.write(PredictionLines.write(prediction).getBytes(UTF_8));
            lines.write('\n');
        }
        ByteBuffer bytes = ByteBuffer.wrap(lines.toByteArray());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** How long the file is, all of it on the disk. */
    long safe() throws IOException {
        channel.force(true);
        return channel.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
