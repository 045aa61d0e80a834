package org.togglloxo.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Vert.x of all servers of a process: there from the first one that needs it to the last one that closes. */
public final class Engine {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final int WORKERS = 4;
    private static final int CLOSE_SECONDS = 10;

    private Vertx vertx;
    private int users;

    /** For one more server; {@link #release} must follow. */
    public synchronized Vertx lease() {
        if (users++ == 0) {
            // no scratch files: nothing here reads or keeps any
            vertx = Vertx.vertx(new VertxOptions()
                    .setEventLoopPoolSize(1)
                    .setWorkerPoolSize(WORKERS)
                    .setInternalBlockingPoolSize(1)
                    .setUseDaemonThread(true)
                    .setFileSystemOptions(
                            new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        }
        return vertx;
    }

    /** For a server that shows no pages of Vert.x, and logs no more than the status. */
    public static Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        for (int status = 400; status < 600; status++) {
            int code = status;
            router.errorHandler(
                    code, failed -> failed.response().setStatusCode(code).end());
        }
        return router;
    }

    /** A server is to be closed; null for one that was never bound. */
    public void release(HttpServer server) {
        if (server != null) {
            await(server.close());
        }
        release();
    }

    /** The same without a server. */
    public synchronized void release() {
        if (--users == 0) {
            await(vertx.close());
        }
    }

    private static void await(Future<Void> closed) {
        try {
            closed.toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("a server did not stop in time", e);
        }
    }
}
