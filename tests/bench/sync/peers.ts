import type { Section } from '../report.ts';
export const peerSections = async (
  _names: string,
  _rows: number,
  _say: (line: string) => void,
): Promise<Section[]> => [];
