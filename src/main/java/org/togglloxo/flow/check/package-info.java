/** What is checked of route files before they run. */
package org.togglloxo.flow.check;
