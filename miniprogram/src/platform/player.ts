/** Plays a sound of this device to its end; false when it cannot. */
export declare function play(local: string): Promise<boolean>;
