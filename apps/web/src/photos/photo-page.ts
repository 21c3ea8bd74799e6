import type { Size } from './header/picture-header.ts';
import type { Page } from './page-list.policy.ts';

/** A page with the picture that it is made of. */
export interface PhotoPage extends Page {
  readonly file: File;
  /** Picked by the person, so that the file itself can be sent; what the camera of this page took is no such file. */
  readonly isPicked: boolean;
  /** Upright, neither turned nor cut. */
  readonly preview: { readonly url: string; readonly size: Size };
}
