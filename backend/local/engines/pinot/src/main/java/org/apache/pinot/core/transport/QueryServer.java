package org.apache.pinot.core.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.apache.pinot.common.config.NettyConfig;
import org.apache.pinot.common.config.TlsConfig;
import org.apache.pinot.common.metrics.ServerMetrics;
import org.apache.pinot.core.query.scheduler.QueryScheduler;
import org.apache.pinot.server.access.AccessControl;
import org.apache.pinot.server.access.AllowAllAccessFactory;

/**
 * Stands in for Pinot's class of the same name, which binds every network interface and has no setting for it.
 * This one listens on the loopback address only. It must come before pinot-core on the class path.
 */
public class QueryServer {

    private final int port;
    private final QueryScheduler scheduler;
    private final ServerMetrics metrics;
    private final AccessControl accessControl;
    private final EventLoopGroup acceptors = new NioEventLoopGroup(1);
    private final EventLoopGroup workers = new NioEventLoopGroup();
    private Channel channel;

    public QueryServer(int port, QueryScheduler scheduler, ServerMetrics metrics, NettyConfig netty) {
        this(port, scheduler, metrics, netty, null, new AllowAllAccessFactory().create());
    }

    public QueryServer(
            int port,
            QueryScheduler scheduler,
            ServerMetrics metrics,
            NettyConfig netty,
            TlsConfig tls,
            AccessControl accessControl) {
        if (tls != null) {
            throw new IllegalArgumentException("TLS is not for a server that only the loopback address reaches");
        }
        this.port = port;
        this.scheduler = scheduler;
        this.metrics = metrics;
        this.accessControl = accessControl;
    }

    public void start() {
        channel = new ServerBootstrap()
                .group(acceptors, workers)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel accepted) {
                        accepted.pipeline()
                                .addLast(
                                        ChannelHandlerFactory.getLengthFieldBasedFrameDecoder(),
                                        ChannelHandlerFactory.getLengthFieldPrepender(),
                                        ChannelHandlerFactory.getInstanceRequestHandler(
                                                scheduler, metrics, accessControl));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .syncUninterruptibly()
                .channel();
    }

    public void shutDown() {
        if (channel != null) {
            channel.close().syncUninterruptibly();
        }
        workers.shutdownGracefully();
        acceptors.shutdownGracefully();
    }
}
