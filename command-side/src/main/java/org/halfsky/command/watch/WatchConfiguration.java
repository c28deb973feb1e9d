package org.halfsky.command.watch;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets the watch sweep by itself wherever the command side runs. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class WatchConfiguration {}
