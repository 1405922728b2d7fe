/** Why a directory of the service cannot be opened. */
export type DirectoryFault = 'in_use' | 'damaged' | 'unusable';

/**
 * The directory cannot be opened: `in_use` by another live process, `damaged` where a file was changed other than by
 * a crash, `unusable` when the file system refuses. The message is one line for people and names the file.
 */
export class SyncDirectoryError extends Error {
  readonly fault: DirectoryFault;

  constructor(fault: DirectoryFault, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SyncDirectoryError';
    this.fault = fault;
  }
}
