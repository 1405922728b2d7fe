import { digest } from '../../runtime/digest.ts';

/**
 * The name under which a sound file is deployed. Twilio refuses some characters in the path of an asset, turns white
 * space into dashes, and reads `.private.` and `.protected.` as visibility (@twilio-labs/serverless-api, utils/fs); a name
 * that it would change gets one that it does not, with a few digits of the old one so that two stay two.
 */
export function mediaName(asset: string): string {
  const plain = asset.replace(/[^A-Za-z0-9._/-]/g, '-').replace(/\.(private|protected)(?=\.)/g, '-$1');
  if (plain === asset) return asset;
  const end = plain.lastIndexOf('.');
  const mark = digest(asset).slice(0, 8);
  return end < 0 ? `${plain}-${mark}` : `${plain.slice(0, end)}-${mark}${plain.slice(end)}`;
}
