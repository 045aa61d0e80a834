/** The queue between the listing and the workers, where it is one that several nodes share. */
package org.togglloxo.sync.queue;
