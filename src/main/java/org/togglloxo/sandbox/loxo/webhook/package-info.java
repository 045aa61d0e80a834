/** The webhooks that the simulated Loxo sends. */
package org.togglloxo.sandbox.loxo.webhook;
