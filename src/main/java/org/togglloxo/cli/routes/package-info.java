/** Commands about the route files. */
package org.togglloxo.cli.routes;
