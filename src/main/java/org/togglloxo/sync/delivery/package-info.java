/** One candidate between the queue and its outcome: claimed, looked up, compared, delivered, or left to the next run. */
package org.togglloxo.sync.delivery;
