/** The webhooks registered with Loxo. */
package org.togglloxo.loxo.webhook;
